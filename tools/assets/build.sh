#!/usr/bin/env bash
# Build assessment/static/vendor anew from the versions in package.json. Needs Node 20 or newer,
# and a Python with fonttools and brotli (PYTHON=...).
set -euo pipefail
cd "$(dirname "$0")"
vendor=../../assessment/static/vendor
mkdir -p "$vendor"
npm install --ignore-scripts --no-audit --no-fund --loglevel=error
npm rebuild esbuild --loglevel=error
npx sass --no-source-map --style=compressed --quiet --load-path=. govuk.scss "$vendor/govuk-frontend.min.css"
npx esbuild govuk.js --bundle --minify --format=esm --target=es2020 --legal-comments=none --outfile="$vendor/govuk-frontend.min.js"
version=$(node -p 'require("plotly.js/package.json").version')
npx esbuild plotly.js --bundle --minify --format=iife --global-name=Plotly --define:global=window \
  --define:define.amd=false --target=es2016 --legal-comments=none \
  --banner:js="/* plotly.js v$version, own bundle: scatter, scatterpolar, bar, heatmap. MIT; see LICENCES.txt */" \
  --outfile="$vendor/plotly-fourfold.min.js"
rm -f "$vendor/plotly-fourfold.min.css"
"${PYTHON:-python3}" font.py \
  node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2 \
  "$vendor/atkinson-hyperlegible-next.woff2"
node licences.js > "$vendor/LICENCES.txt"
