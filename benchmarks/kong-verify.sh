#!/usr/bin/env bash
# Measures what `./portage kong verify` costs: seconds and the peak of its memory, by the number of routes.
# Usage: benchmarks/kong-verify.sh [ROUTES]...      (default: 500 5000 50000)
# Two plugins for five routes, so that 5,000 routes have 2,000; PLUGINS=n for another number. Of instances of one plugin
# for one scope Kong takes one: more than a scope each are left out, and the line says how many there are.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
repeats=${REPEATS:-3}
sizes=("$@")
[[ ${#sizes[@]} -gt 0 ]] || sizes=(500 5000 50000)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Services of ten routes each; every fourth plugin is for a consumer, the others for routes and services in turn.
configuration() {
  awk -v routes="$1" -v plugins="${PLUGINS:-$(($1 * 2 / 5))}" 'BEGIN {
    services = int((routes + 9) / 10)
    print "_format_version: \"3.0\"\nservices:"
    for (s = 0; s < services; s++) {
      printf "- name: service-%d\n  url: http://service-%d.internal:8080\n  retries: 0\n  routes:\n", s, s
      for (r = s * 10; r < routes && r < s * 10 + 10; r++)
        printf "  - name: route-%d\n    methods: [POST]\n    paths: [\"/v1/service-%d/route-%d\"]\n    strip_path: false\n", r, s, r
    }
    print "consumers:"
    for (c = 0; c < 100; c++) printf "- username: consumer-%d\n  keyauth_credentials: [{key: key-%d}]\n", c, c
    print "plugins:\n- name: correlation-id\n  config: {header_name: X-Correlation-Id}\n- name: key-auth"
    for (p = 2; p < plugins; p++) {
      printf "- name: %s\n", p % 2 ? "request-transformer" : "rate-limiting"
      if (p % 4 == 3) printf "  consumer: consumer-%d\n  route: route-%d\n", p % 100, p % routes
      else if (p % 4 == 2) printf "  service: service-%d\n  tags: [\"t%d\"]\n", int(p / 4) % services, p
      else printf "  route: route-%d\n", (p * 7) % routes
      if (p % 2) printf "  config: {add: {headers: [\"x-from:%d\"]}}\n", p
      else printf "  config: {minute: %d, policy: local}\n", p
    }
  }' | awk '
    # one instance of a plugin for one scope, as Kong wants it
    /^- name: (request-transformer|rate-limiting)$/ { head = $0; block = ""; inside = 1; key = head; next }
    inside { if ($1 == "route:" || $1 == "service:" || $1 == "consumer:") key = key $0
             block = block "\n" $0
             if ($1 == "config:") { if (!seen[key]++) print head block; inside = 0 }
             next }
    { print }'
}

# The peak as the kernel counted it, in MiB.
measure() {
  local start=$EPOCHREALTIME peak=0 status=0 pid now
  "$here/portage" kong verify "$1" --format json >"$folder/out" &
  pid=$!
  while now=$(awk '/^VmHWM/ {print $2}' "/proc/$pid/status" 2>/dev/null) && [[ -n $now ]]; do
    peak=$now
    sleep 0.05
  done
  wait "$pid" || status=$?
  awk -v start="$start" -v end="$EPOCHREALTIME" -v peak="$peak" -v status="$status" \
    'BEGIN { printf "%6.2f s  %5.0f MiB  exit %d\n", end - start, peak / 1024, status }'
}

"$here/portage" kong --version >/dev/null
for routes in "${sizes[@]}"; do
  configuration "$routes" >"$folder/$routes.yml"
  plugins=$(sed -n '/^plugins:/,$p' "$folder/$routes.yml" | grep -c '^- name:')
  for ((i = 0; i < repeats; i++)); do
    printf '%6d routes, %d plugins, %5d KiB: ' "$routes" "$plugins" "$(($(wc -c <"$folder/$routes.yml") / 1024))"
    measure "$folder/$routes.yml"
  done
done
