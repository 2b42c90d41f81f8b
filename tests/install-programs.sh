#!/usr/bin/env bash
# Installs the outside programs that tests drive: as root on Debian by itself, elsewhere it only says what is missing.
# With CI=true a missing program is a failure; without it the tests that need it say "not run: needs ...".
set -euo pipefail

declare -A package=(
  [chromium]=chromium
  [java]=default-jre-headless
  [javac]=default-jdk-headless
  [zbarimg]=zbar-tools
  [node]=nodejs
  [npm]=npm
  [mvn]=maven
  [unzip]=unzip
  [curl]=curl
  [openssl]=openssl
)
wanted=()
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || wanted+=("${package[$program]}")
done
[ -e /usr/share/java/ez-vcard.jar ] || wanted+=(libez-vcard-java libvinnie-java)
tests/postgresql.sh there 2>/dev/null || wanted+=(postgresql)
[ -e /usr/share/fonts/truetype/liberation ] || wanted+=(fonts-liberation)

# Clients that keep a phonebook up to date, and judges of its cards: each beside ours and never imported, so that no
# licence of theirs touches us.
packages=(tsdav@2.3.4 ical.js@2.2.1)
outside() {
  local here=.venv-outside list=tests/phonebook/requirements-outside.txt stamp
  stamp="$(cat "$list") ${packages[*]}"
  [ "$(cat "$here/installed" 2>/dev/null)" = "$stamp" ] && return
  python3 -m venv "$here" &&
    "$here/bin/python" -m pip install --quiet --disable-pip-version-check -r "$list" &&
    npm install --prefix "$here/node" --no-save --no-audit --no-fund --loglevel=error "${packages[@]}" >/dev/null &&
    echo "$stamp" >"$here/installed"
}
clients() {
  outside && return
  [ "${CI:-}" != true ] && echo 'Some tests will say "not run": vdirsyncer, khard, tsdav, vcard or ical.js could not be installed.'
}

if [ ${#wanted[@]} -eq 0 ]; then
  clients
  exit
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e /etc/postgresql-common ]; then # else the package starts a server of its own
    mkdir /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
elif [ "${CI:-}" = true ]; then
  echo "Missing in CI: ${wanted[*]}" >&2
  exit 1
else
  echo "Some tests will say \"not run\"; install for them: ${wanted[*]}"
fi
clients
