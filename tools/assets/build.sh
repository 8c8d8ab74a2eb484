#!/usr/bin/env bash
# Build assessment/static/vendor anew from the versions in package-lock.json; see README.md.
set -euo pipefail
cd "$(dirname "$0")"
vendor=../../assessment/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$vendor"

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
bin=node_modules/.bin

$bin/sass --no-source-map --style=compressed --load-path=. govuk.scss "$vendor/govuk-frontend.min.css"
$bin/esbuild govuk.js --bundle --minify --format=esm --target=es2020 --legal-comments=none --log-level=warning \
  --banner:js="/* govuk-frontend v$(node -p 'require("govuk-frontend/package.json").version'), ten components. MIT; see LICENCES.txt */" \
  --metafile="$work/govuk.json" --outfile="$vendor/govuk-frontend.min.js"

# esbuild also writes a style sheet of the map library, which stays behind in the work folder.
version=$(node -p 'require("plotly.js/package.json").version')
$bin/esbuild plotly.js --bundle --minify --format=iife --global-name=Plotly --define:global=window \
  --define:define.amd=false --target=es2016 --legal-comments=none --log-level=error \
  --banner:js="/* plotly.js v$version, own bundle: scatter, scatterpolar, bar, heatmap. MIT; see LICENCES.txt */" \
  --metafile="$work/plotly.json" --outfile="$work/plotly.js"
# Take out the default address of map outlines and its description: nothing in this bundle draws maps.
sed -e 's|https://cdn\.plot\.ly/un/||' -e 's| from cdn\.plot\.ly\.|.|' "$work/plotly.js" > "$vendor/plotly-fourfold.min.js"

"${PYTHON:-python3}" font.py \
  node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2 \
  "$vendor/atkinson-hyperlegible-next.woff2"
node licences.js "$work/govuk.json" "$work/plotly.json" > "$vendor/LICENCES.txt"

# Nothing may load from elsewhere, nor carry the GOV.UK typeface or crest. The addresses let through are XML names,
# pointers to documentation, and the sharing service that our settings switch off.
known='//(www\.w3\.org|developer\.mozilla\.org|github\.com|plotly\.com|cloud\.plotly\.com)$'
refuse() { echo "$1" >&2; exit 1; }
if grep -ohE 'https?://[A-Za-z0-9.-]+' "$vendor"/*.js "$vendor"/*.css | sort -u | grep -vE "$known"; then
  refuse "An outside host is in a bundle."
fi
if grep -noE '.{0,40}(cdn\.|[{]z[}]/[{]x[}]).{0,40}' "$vendor"/*.js; then refuse "A bundle names a CDN or map tiles."; fi
if grep -noiE 'url\(|@font-face|gds transport|crown|crest' "$vendor/govuk-frontend.min.css"; then
  refuse "The style sheet asks for a file or carries the GOV.UK brand."
fi
wc -c "$vendor"/*
