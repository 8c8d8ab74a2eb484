#!/usr/bin/env bash
# Pin every dependency with its hashes, for all platforms and Python 3.11 upwards, naming no package index.
set -euo pipefail
uv=${UV:-uv}
for set in run test; do
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
    "requirements/$set.in" -o "requirements/$set.txt"
done
if grep -nE 'https?://|file://' requirements/*.txt; then
  echo "A lock file names an address; it must not be committed." >&2
  exit 1
fi
