#!/usr/bin/env bash
# Installs the outside programs that tests drive: as root on Debian by itself, elsewhere it only says what is missing.
# With CI=true a missing program is a failure; without it the tests that need it say "not run: needs ...".
set -euo pipefail

declare -A package=(
  [chromium]=chromium
  [java]=openjdk-17-jre-headless
  [javac]=openjdk-17-jdk-headless
  [zbarimg]=zbar-tools
)
wanted=()
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || wanted+=("${package[$program]}")
done
[ -e /usr/share/java/ez-vcard.jar ] || wanted+=(libez-vcard-java libvinnie-java)
[ -e /usr/share/fonts/truetype/liberation ] || wanted+=(fonts-liberation)

if [ ${#wanted[@]} -eq 0 ]; then
  exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
elif [ "${CI:-}" = true ]; then
  echo "Missing in CI: ${wanted[*]}" >&2
  exit 1
else
  echo "Some tests will say \"not run\"; install for them: ${wanted[*]}"
fi
