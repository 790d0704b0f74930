#!/bin/sh
# Install the checkers of HTML, accessibility, SARIF and names in citations that some tests use (vnu-jar, pa11y, axe-core,
# jest-sarif, citation-js, citeproc), as pinned by tools/npm/package-lock.json, into tools/npm/node_modules. Their install
# scripts are not run: the browser is Debian's.
set -eu
cd "$(dirname "$0")/npm"
stamp=node_modules/.ready
state=$(cksum package.json package-lock.json)
if [ -f "$stamp" ] && [ "$state" = "$(cat "$stamp")" ]; then
  exit 0
fi
npm ci --ignore-scripts --no-fund --no-audit --loglevel=error </dev/null
printf '%s\n' "$state" >"$stamp"
