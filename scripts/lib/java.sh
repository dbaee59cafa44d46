# Sourced by the other scripts: sets JAVA to the newest JDK on this machine, 21 or later, or says in one sentence what
# is missing. It looks where Maven's toolchain selection looks.

java_major() {
  local release="$1/release"
  [ -x "$1/bin/javac" ] && [ -f "$release" ] && sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$release"
}

find_java() {
  local home major best=0 on_path
  on_path="$(command -v javac || true)"
  [ -n "$on_path" ] && on_path="$(dirname "$(dirname "$(readlink -f "$on_path")")")"
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.jenv/versions/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    major="$(java_major "$home" || true)"
    if [ -n "$major" ] && [ "$major" -gt "$best" ]; then
      best="$major"
      JAVA="$home/bin/java"
      JAVA_MAJOR="$major"
    fi
  done
  if [ "$best" -lt 21 ]; then
    echo "Starling needs a JDK 21 or later and found none: install one, or set JAVA_HOME to it." >&2
    exit 1
  fi
}

find_java
