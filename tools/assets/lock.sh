#!/usr/bin/env bash
# Write package-lock.json for the versions in package.json, without any address in it.
set -euo pipefail
cd "$(dirname "$0")"
npm install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
node -e '
const fs = require("fs");
const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
for (const one of Object.values(lock.packages)) delete one.funding;
fs.writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");'
if grep -nE '"resolved"|://' package-lock.json; then echo "The lock file names an address." >&2; exit 1; fi
