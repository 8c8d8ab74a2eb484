#!/usr/bin/env bash
# Find a Chromium for the browser tests or install one, and write its path to .venv/chromium-path.
# As root on Debian it comes from apt; without root it is unpacked below .venv from Debian's packages.
set -euo pipefail
found() { echo "$1" > .venv/chromium-path; exit 0; }
works() { [ -n "$1" ] && [ -x "$1" ] && "$1" --version >/dev/null 2>&1; }

for one in "${CHROMIUM:-}" "$(command -v chromium || true)" "$(command -v chromium-browser || true)" \
           "$(command -v google-chrome || true)" "$PWD/.venv/chromium/run"; do
  if works "$one"; then found "$one"; fi
done

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  works "$(command -v chromium || true)" && found "$(command -v chromium)"
fi

if command -v apt-get >/dev/null; then
  echo "Unpacking Chromium below .venv ..."
  here=$PWD/.venv/chromium
  mkdir -p "$here"/{lists/partial,cache/archives/partial,root}
  apt=(apt-get -qq -o Dir::State::lists="$here/lists" -o Dir::Cache="$here/cache" -o Debug::NoLocking=1
       -o Dir::State::status=/var/lib/dpkg/status)
  "${apt[@]}" update
  (cd "$here/cache/archives" && "${apt[@]}" install --print-uris --no-install-recommends -y chromium fonts-dejavu-core \
    | sed -nE "s/^'[^']*' ([^_]+)_.*/\1/p" | sort -u > "$here/packages" && xargs "${apt[@]}" download < "$here/packages")
  for package in "$here"/cache/archives/*.deb; do dpkg -x "$package" "$here/root"; done
  cat > "$here/run" <<RUN
#!/usr/bin/env bash
export LD_LIBRARY_PATH=$here/root/usr/lib/$(uname -m)-linux-gnu:$here/root/lib/$(uname -m)-linux-gnu
exec $here/root/usr/lib/chromium/chromium "\$@"
RUN
  chmod +x "$here/run"
  works "$here/run" && found "$here/run"
fi

echo "The browser tests need Chromium, and none could be installed. Install it, or set CHROMIUM to its path." >&2
exit 1
