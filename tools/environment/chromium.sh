#!/usr/bin/env bash
# Find a Chromium for the browser tests or get one, and write its path to .venv/chromium-path.
# As root on Debian it comes from apt. Without root it is unpacked below .venv, from npm or from Debian's packages.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/.venv/chromium

# From npm without running any script of it; the hash is that of this version.
npm_version=147.0.0
npm_sha256=18fe5404ce845594cd7d592fc07f37a19514079ba4d9c27192ad8b908743f16b

# Whether the tests can drive it: Playwright starts it and looks at a page.
works() {
  [ -n "$1" ] && [ -x "$1" ] || return 1
  timeout 90 .venv/bin/python - "$1" >/dev/null 2>&1 <<'PYTHON'
import sys
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright, playwright.chromium.launch(executable_path=sys.argv[1]) as browser:
    page = browser.new_page()
    page.set_content("<h1>Here</h1>")
    sys.exit(page.inner_text("h1") != "Here")
PYTHON
}

use() {
  printf '%s\n' "$1" > .venv/chromium-path
  exit 0
}

# Write $here/run, which starts the given program with the libraries and fonts that were unpacked with it.
write_starter() {
  local program=$1 libraries=$2 fonts=$3
  cat > "$here/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$fonts</dir><dir>/usr/share/fonts</dir><cachedir>$here/fonts-cache</cachedir></fontconfig>
FONTS
  cat > "$here/run" <<RUN
#!/usr/bin/env bash
export LD_LIBRARY_PATH="$libraries" FONTCONFIG_FILE="$here/fonts.conf"
exec "$program" "\$@"
RUN
  chmod +x "$here/run"
}

install_as_root() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing $* with apt-get ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null || return 1
  apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

from_npm() {
  command -v npm >/dev/null && [ "$(uname -sm)" = "Linux x86_64" ] || return 1
  echo "Unpacking Chromium from npm below .venv ..."
  rm -rf "$here" && mkdir -p "$here/root" || return 1
  (cd "$here" && npm pack --silent --ignore-scripts "@sparticuz/chromium@$npm_version" >/dev/null </dev/null) || return 1
  local packed=$here/sparticuz-chromium-$npm_version.tgz
  echo "$npm_sha256  $packed" | sha256sum --check --quiet || return 1
  .venv/bin/python - "$packed" "$here/root" <<'PYTHON' || return 1
import io, pathlib, sys, tarfile
import brotli

packed, root = sys.argv[1], pathlib.Path(sys.argv[2])
with tarfile.open(packed) as package:
    def part(name):
        return brotli.decompress(package.extractfile(f"package/bin/{name}.br").read())

    program = root / "chromium"
    program.write_bytes(part("chromium"))
    program.chmod(0o755)
    for name in ("al2023.tar", "fonts.tar", "swiftshader.tar"):
        with tarfile.open(fileobj=io.BytesIO(part(name))) as inner:
            # The filter is newer than Debian 12's Python; what is in here has been checked by its hash.
            inner.extractall(root, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
PYTHON
  rm -f "$packed"
  write_starter "$here/root/chromium" "$here/root/lib" "$here/root/fonts"
}

from_apt_unpacked() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  echo "Unpacking Chromium from Debian's packages below .venv ..."
  rm -rf "$here" && mkdir -p "$here"/{lists/partial,cache/archives/partial,packages,root} || return 1
  local apt=(apt-get -qq -o Dir::State::lists="$here/lists" -o Dir::Cache="$here/cache" -o Debug::NoLocking=1
             -o Dir::State::status=/var/lib/dpkg/status -o APT::Sandbox::User="")
  "${apt[@]}" update </dev/null || return 1
  # What apt would install here: the browser and whatever libraries this machine lacks.
  "${apt[@]}" install --print-uris --no-install-recommends -y chromium fonts-dejavu-core </dev/null \
    | sed -nE "s/^'[^']*' ([^_]+)_.*/\1/p" | sort -u > "$here/wanted" || return 1
  [ -s "$here/wanted" ] || printf 'chromium\nchromium-common\nfonts-dejavu-core\n' > "$here/wanted"
  (cd "$here/packages" && xargs "${apt[@]}" download < "$here/wanted") || return 1
  local package libraries
  for package in "$here"/packages/*.deb; do dpkg -x "$package" "$here/root" || return 1; done
  rm -rf "$here"/{lists,cache,packages}
  # Some libraries lie one folder deeper, where only an installed system would look.
  libraries=$(find "$here"/root/lib "$here"/root/usr/lib -name 'lib*.so*' -printf '%h\n' 2>/dev/null | sort -u | paste -sd:)
  write_starter "$here/root/usr/lib/chromium/chromium" "$libraries" "$here/root/usr/share/fonts"
}

# Playwright brings a program of its own, which a minimal Debian cannot start.
driver_starts() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }
driver_starts || install_as_root libatomic1 || true
driver_starts || {
  .venv/bin/python -m playwright --version >&2 || true
  echo "Playwright cannot start here. If a library is missing, ask for it (Debian: apt-get install libatomic1)." >&2
  exit 1
}

for found in "${CHROMIUM:-}" "$(command -v chromium || true)" "$(command -v chromium-browser || true)" \
             "$(command -v google-chrome || true)" "$here/run"; do
  if works "$found"; then use "$found"; fi
done
if install_as_root chromium fonts-dejavu-core && works "$(command -v chromium || true)"; then use "$(command -v chromium)"; fi
if from_npm && works "$here/run"; then use "$here/run"; fi
if from_apt_unpacked && works "$here/run"; then use "$here/run"; fi

cat >&2 <<'SORRY'
The browser tests need Chromium; none was found and none could be fetched. One of these helps:
  - install it (Debian: apt-get install chromium fonts-dejavu-core), then run make test again;
  - say where it is: make test CHROMIUM=/path/to/chromium
SORRY
exit 1
