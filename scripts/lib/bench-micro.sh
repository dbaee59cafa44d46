#!/usr/bin/env bash
# Measures the server's hot spots one by one, with JMH: time and bytes allocated for each operation.
# usage: scripts/bench micro [PATTERN] [options of JMH]
#   PATTERN              which benchmarks, as a regular expression: ClientFrame, FanOut.*deliver (all)
#   options of JMH       in place of ours, "-f 1 -wi 3 -i 5 -w 500ms -r 500ms"; -h lists them
# Leaves a JSON and a text file in bench/results, named by date and commit.
set -euo pipefail
self="$(readlink -f "$0")"
cd "$(dirname "$self")/../.."
. scripts/lib/java.sh
. scripts/lib/build.sh

case " $* " in *" --help "*) usage "$self" ;; esac

jar=bench/micro/target/starling-bench-micro.jar
build_bench_if_stale micro bench/micro modules/wire modules/routing modules/persistence

pattern=".*"
case "${1:--}" in
  -*) ;;
  *) pattern="$1" && shift ;;
esac
[ $# -gt 0 ] || set -- -f 1 -wi 3 -i 5 -w 500ms -r 500ms

commit="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
[ -z "$(git status --porcelain 2>/dev/null)" ] || commit="$commit-changed"
results="${STARLING_BENCH_RESULTS:-bench/results}"
mkdir -p "$results"
name="$results/$(date -u +%Y-%m-%d-%H%M%S)-micro-$commit"
{
  echo "command: scripts/bench micro $pattern $*"
  echo "commit: $commit"
  echo "machine: $(uname -srm), $(getconf _NPROCESSORS_ONLN) processors, Java $JAVA_MAJOR"
} | tee "$name.txt"
"$JAVA" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$jar:$(cat bench/micro/target/classpath.txt)" \
  org.openjdk.jmh.Main "$pattern" -bm avgt -tu ns -prof gc -rf json -rff "$name.json" "$@" | tee -a "$name.txt"
echo "wrote $name.json"
echo "wrote $name.txt"
