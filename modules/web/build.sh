#!/usr/bin/env bash
# What Maven runs for the web client. Does only what is not done yet.
# usage: build.sh build             installs the packages, checks the types, builds into target/classes
#        build.sh check [SKIP...]   lints and tests, unless one of the arguments is "true"
set -euo pipefail
cd "$(dirname "$0")"

# In files.txt the server finds what there is: a jar cannot be asked.
out=target/classes/dev/starling/web
installed=node_modules/.package-lock.starling.json

require_node() {
  local version
  version="$(node --version 2>/dev/null || true)"
  version="${version#v}"
  case "$version" in
    20.19.* | 20.[2-9][0-9].* | 22.1[2-9].* | 22.[2-9][0-9].* | 2[4-9].* | [3-9][0-9].*) ;;
    *)
      echo "The web client is built with Node.js 20.19, 22.12, 24 or newer, and on the PATH is ${version:-none}." >&2
      exit 1
      ;;
  esac
  command -v npm >/dev/null || {
    echo "The web client is built with npm, which comes with Node.js, and there is no npm on the PATH." >&2
    exit 1
  }
}

install_packages() {
  ! cmp -s package-lock.json "$installed" || return 0
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$installed"
}

# is_newer_than_sources FILE: what it stands for was made of the sources as they are.
is_newer_than_sources() {
  [ -f "$1" ] && [ -z "$(find src index.html build.sh package.json package-lock.json *.config.* tsconfig.json \
    -newer "$1" -print -quit)" ]
}

build() {
  ! is_newer_than_sources "$out/files.txt" || return 0
  mkdir -p target
  touch target/build-begun
  npx --no-install tsc --noEmit
  npx --no-install vite build --logLevel warn
  (cd "$out" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >target/files.txt
  touch -r target/build-begun target/files.txt
  mv target/files.txt "$out/files.txt"
}

check() {
  local skip
  for skip in "$@"; do
    [ "$skip" != true ] || return 0
  done
  ! is_newer_than_sources target/checked || return 0
  mkdir -p target
  touch target/check-begun
  npx --no-install eslint --max-warnings 0 .
  npx --no-install vitest run --reporter=dot
  mv target/check-begun target/checked
}

case "${1:-}" in
  build | check)
    require_node
    install_packages
    "$@"
    ;;
  *)
    sed -n -e '1d' -e '/^[^#]/q' -e 's/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
