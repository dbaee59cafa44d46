# Sourced by the scripts that run what is built, from the repository root: builds it if it is missing or older than its
# sources.

# Prints the comment at the top of a script, and ends.
usage() {
  sed -n -e '1d' -e '/^[^#]/q' -e 's/^# \{0,1\}//p' "$1"
  exit 0
}

# The modules of a target, and the jars that it takes.
modules_of() {
  case "$1" in
    node) echo modules/node ;;
    dev) echo modules/node,modules/devservices,modules/devservices/elasticsearch ;;
  esac
}

jars_of() {
  echo modules/node/target/starling.jar
  [ "$1" = node ] || echo modules/devservices/target/starling-devservices.jar \
    modules/devservices/elasticsearch/target/starling-devservices-elasticsearch.jar
}

# A jar that would not change is not written again, so the time of the last build is kept apart, in a stamp.
is_stale() {
  local jar newer stamp="target/built-$1"
  for jar in $(jars_of "$1"); do
    [ -f "$jar" ] || return 0
  done
  [ -f "$stamp" ] || return 0
  newer="$(find pom.xml modules -newer "$stamp" -type f -not -name '*.md' -not -path '*/src/test/*' \
    -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit)"
  [ -n "$newer" ]
}

# Of what Maven says, what tells that it is getting on, and what went wrong.
progress() {
  local line downloads=0
  while IFS= read -r line; do
    case "$line" in
      *"Downloaded from "*)
        downloads=$((downloads + 1))
        [ $((downloads % 50)) -ne 0 ] || echo "  $downloads files downloaded"
        ;;
      "[INFO] Building "*"["*/*"]") echo "  ${line#"[INFO] "}" ;;
      "[ERROR]"*) echo "$line" ;;
    esac
  done
}

# build_if_stale node|dev
build_if_stale() {
  local stamp="target/built-$1"
  is_stale "$1" || return 0
  if ! command -v mvn >/dev/null; then
    echo "Starling is built with Maven, 3.8 or later, and there is no mvn on the PATH." >&2
    exit 1
  fi
  # Not to the standard output, which may be a node's log.
  echo "Building Starling; the first time this downloads its libraries and takes some minutes." >&2
  mkdir -p target
  touch "$stamp.begun"
  mvn --batch-mode -Dstyle.color=never -Dmaven.test.skip=true -Dmdep.analyze.skip=true \
    -pl "$(modules_of "$1")" -am package | progress >&2
  mv "$stamp.begun" "$stamp"
  [ "$1" = node ] || cp -p "$stamp" target/built-node # The node is among the parts.
}

# build_bench_if_stale PART SOURCE...
# One part of bench, with a stamp of its own, because the other scripts build without it. SOURCE are the folders it is
# made of.
build_bench_if_stale() {
  local part="$1" stamp="target/built-bench-$1"
  shift
  if [ -f "$stamp" ] && [ -f "bench/$part/target/starling-bench-$part.jar" ] &&
    [ -z "$(find pom.xml "$@" -newer "$stamp" -type f -not -path '*/src/test/*' -not -path '*/target/*' \
      -print -quit)" ]; then
    return 0
  fi
  echo "Building bench/$part."
  mkdir -p target
  touch "$stamp.begun"
  if ! mvn --batch-mode --quiet -Dstyle.color=never -Dmaven.test.skip=true -Dmdep.analyze.skip=true \
    -pl "bench/$part" -am package; then
    echo "bench/$part could not be built." >&2
    exit 2
  fi
  mv "$stamp.begun" "$stamp"
}
