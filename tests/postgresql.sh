#!/usr/bin/env bash
# A PostgreSQL for tests: the distribution's own package, in a directory that goes away, on a port of its own.
#
#   tests/postgresql.sh start [PORT]   prints DATABASE_URL=postgres://...; without PORT on a free one
#   tests/postgresql.sh stop PORT      ends it and throws its data away
#   tests/postgresql.sh there          fails where this computer has none
#
# The server refuses root: started as root it runs as the package's user "postgres". Nothing is kept safe on disk
# (fsync off), everybody on this computer may log in: for tests only.
set -euo pipefail

run=${TMPDIR:-/tmp}/vindelkaar-postgresql-$(id -u)

programs() { # where initdb and pg_ctl are; the newest version of a Debian computer, else on the path
  local found
  found=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -1)
  found=${found:-$(command -v initdb || true)}
  [ -n "$found" ] || { echo "PostgreSQL is not on this computer" >&2; exit 1; }
  dirname "$found"
}

as_user() { # run a command as somebody who is not root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env -C / "$@"; else "$@"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
  local port=$1 bin home
  bin=$(programs)
  home=$run/$port
  mkdir -p "$home" && chmod 711 "$run"
  [ "$(id -u)" != 0 ] || chown postgres "$home"
  as_user "$bin/initdb" -D "$home/data" -U vindelkaar -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  as_user "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -s start \
    -o "-p $port -h 127.0.0.1 -k '$home' -F -c full_page_writes=off -c synchronous_commit=off" ||
    { tail -20 "$home/log" >&2; exit 1; }
  as_user "$bin/createdb" -h 127.0.0.1 -p "$port" -U vindelkaar vindelkaar
  echo "DATABASE_URL=postgres://vindelkaar@127.0.0.1:$port/vindelkaar"
}

stop() {
  local home=$run/$1
  [ -d "$home" ] || return 0
  as_user "$(programs)/pg_ctl" -D "$home/data" -m immediate -s stop || true
  rm -rf "$home"
}

case ${1:-} in
  start) port=${2:-$(free_port)}; stop "$port"; start "$port" ;;
  stop) stop "${2:?port}" ;;
  there) programs >/dev/null ;;
  *) sed -n '4,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
