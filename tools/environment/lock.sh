#!/usr/bin/env bash
# Pin every dependency with its hashes, for all platforms and Python 3.11 upwards, naming no package index.
set -euo pipefail
cd "$(dirname "$0")/../.."
uv=${UV:-uv}
compile() {
  "$uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
compile requirements/run.in -o requirements/run.txt
# The test set is installed on top of the run set, so it has to agree with it.
compile requirements/test.in -c requirements/run.txt -o requirements/test.txt
compile requirements/security.in -c requirements/test.txt -o requirements/security.txt
if grep -nE '://|^-|^ *--(index|find|extra|trusted)' requirements/*.txt; then
  echo "A lock file names an address or an option of this machine; it must not be committed." >&2
  exit 1
fi
