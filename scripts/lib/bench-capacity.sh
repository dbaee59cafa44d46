#!/usr/bin/env bash
# Computes how many nodes and servers so many people need, from measured costs and stated assumptions, and simulates
# directory, bus and reconnect storms for up to 200 nodes.
# usage: scripts/bench capacity [--inputs FILE] [--set NAME=VALUE]... [--results DIR]
#   --inputs FILE        inputs in place of the defaults, those that differ; same form as
#                        bench/capacity/src/main/resources/dev/starling/bench/capacity/inputs.properties
#   --set NAME=VALUE     one input in place of its default; may be repeated
#   --results DIR        where the tables go, as Markdown and HTML (bench/results in the repository)
set -euo pipefail
from="$PWD"
self="$(readlink -f "$0")"
cd "$(dirname "$self")/../.."
. scripts/lib/java.sh
. scripts/lib/build.sh

case " $* " in *" --help "* | *" -h "*) usage "$self" ;; esac

jar=bench/capacity/target/starling-bench-capacity.jar
build_bench_if_stale capacity bench/capacity

commit="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
class_path="$PWD/$jar:$(cat bench/capacity/target/classpath.txt)"
results="$PWD/bench/results"
cd "${STARLING_CALLED_FROM:-$from}"
exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$class_path" dev.starling.bench.capacity.Capacity \
  --commit "$commit" --results "$results" "$@"
