#!/usr/bin/env bash
# Times what a newcomer waits for: clean clone to the end of the demo, a second run, the gateway's start, all tests.
# Usage: benchmarks/first-run.sh [--tests]      (wall clock; uses the Maven repository as it is)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

timed() {
  local what=$1 begin end
  shift
  begin=$(date +%s.%N)
  if ! "$@" >"$work/log" 2>&1; then
    printf '%-42s failed:\n' "$what" >&2
    tail -40 "$work/log" >&2
    exit 1
  fi
  end=$(date +%s.%N)
  printf '%-42s %7.1f s\n' "$what" "$(echo "$end - $begin" | bc)"
}

printf '%s cores, %s\n' "$(nproc)" "$(date -u +%F)"
git clone -q "$here" "$work/clone"
cd "$work/clone"
timed 'clean clone to the end of demo --exit' ./portage demo --exit
timed 'second demo --exit' ./portage demo --exit
printf '%-42s %s\n' 'gateway, main to ready (its own log)' \
  "$(sed -n 's/.*Started Gateway in \([0-9.]* seconds\).*/\1/p' "$work/log" target/*.log 2>/dev/null | tail -1)"
if [[ ${1:-} == --tests ]]; then
  timed 'test' ./portage test
fi
