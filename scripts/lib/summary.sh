#!/usr/bin/env bash
# Prints how many tests have run since a moment, and what part of the lines they ran.
# usage: scripts/lib/summary.sh SINCE [CSV]
#   SINCE   such as 2026-11-23T10:00:00Z: older reports are of another build
#   CSV     JaCoCo's
set -euo pipefail
since="$1"
csv="${2:-}"
cd "$(dirname "$(readlink -f "$0")")/../.."

folders=(modules)
[ ! -d bench ] || folders+=(bench)
find "${folders[@]}" -type f -name 'TEST-*.xml' -newermt "$since" \
  \( -path '*/target/surefire-reports/*' -o -path '*/target/failsafe-reports/*' \) \
  -exec sed -n '/<testsuite /,/>/p' {} + |
  tr '\n' ' ' | tr '<' '\n' | awk '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
    /^testsuite / {
      failed += number("failures") + number("errors")
      skipped += number("skipped")
      all += number("tests")
    }
    END {
      if (skipped) print skipped " skipped"
      printf "%d passed, %d failed\n", all - failed - skipped, failed
    }'

if [ -n "$csv" ]; then
  awk -F, '
    NR > 1 { missed += $8; covered += $9 }
    END {
      all = missed + covered
      printf "coverage: %.1f %% of lines (%d of %d)\n", 100 * covered / all, covered, all
    }' "$csv"
fi
