#!/usr/bin/env bash
# Make .venv with Python 3.11 or newer, also on a Debian whose Python came without its venv package.
set -euo pipefail
python=${PYTHON:-python3}
command -v "$python" >/dev/null || {
  echo "Fourfold needs Python 3.11 or newer; $python was not found. Try: make run PYTHON=python3.12" >&2
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Fourfold needs Python 3.11 or newer; $python is $("$python" --version 2>&1). Try: make run PYTHON=python3.12" >&2
  exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $package ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null
    apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null
  else
    echo "$python cannot make a virtual environment. Ask an administrator for: apt-get install $package" >&2
    exit 1
  fi
fi
"$python" -m venv .venv
