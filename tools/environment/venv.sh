#!/usr/bin/env bash
# Make .venv with Python 3.11 or newer, also on a Debian whose Python came without its venv package.
set -euo pipefail
python=${PYTHON:-python3}
command -v "$python" >/dev/null || { echo "Python 3.11 or newer is needed; $python was not found." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $python is $("$python" --version). Try: make PYTHON=python3.12 run" >&2
  exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv
  else
    echo "Python's venv module is missing. Ask an administrator for: apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv .venv
