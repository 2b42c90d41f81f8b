#!/usr/bin/env bash
# Runs the tests that differ there on PostgreSQL and Elasticsearch 8, which are started for it and thrown away.
#
#   tests/on-servers.sh [what pytest takes]     WORKERS=2 sets how many at once, else one a core
#
# Each worker has a database, indexes and a folder of its own (tests/settings.py). Which tests stay out, and why, says
# tests/selection.py. With CI=true a missing program is a failure; elsewhere it says "not run: needs ...".
set -euo pipefail
cd "$(dirname "$0")/.."
python=${VENV:-.venv}/bin/python

missing=()
tests/postgresql.sh there || missing+=(PostgreSQL)
{ tests/elasticsearch.sh java 8 >/dev/null && command -v mvn unzip curl >/dev/null; } ||
  missing+=("Elasticsearch 8 (Java 17, Maven, unzip, curl)")
if [ ${#missing[@]} -gt 0 ]; then
  echo "The tests on PostgreSQL and Elasticsearch: not run: needs ${missing[*]}" >&2
  [ "${CI:-}" != true ]
  exit
fi

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
postgresql=${POSTGRESQL_PORT:-$(free_port)} elasticsearch=${ELASTICSEARCH_PORT:-$(free_port)}
trap 'tests/postgresql.sh stop "$postgresql"; tests/elasticsearch.sh stop "$elasticsearch"' EXIT
trap 'exit 130' INT TERM
where=$(tests/postgresql.sh start "$postgresql" && tests/elasticsearch.sh start 8 "$elasticsearch")
echo "$where" # DATABASE_URL and ELASTICSEARCH_URL

export TESTS_ON_SERVERS=1 ${where?}
"$python" -m pytest -n "${WORKERS:-auto}" --dist loadgroup "$@" || {
  status=$?
  [ $status = 5 ] || exit $status # 5: none of the tests that were asked for belongs here
}
