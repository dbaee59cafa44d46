# Sourced by scripts/dev and scripts/run-cluster, from the repository root: builds what they run if it is missing or
# older than its sources, and becomes the program that starts it.

# Prints the comment at the top of the calling script.
usage() {
  sed -n -e '1d' -e '/^[^#]/q' -e 's/^# \{0,1\}//p' "$0"
}

built=(
  modules/node/target/starling.jar
  modules/devservices/target/starling-devservices.jar
  modules/devservices/elasticsearch/target/starling-devservices-elasticsearch.jar
)

# A jar that would not change is not written again, so the time of the last build is kept apart, in a stamp.
is_stale() {
  local jar newer
  for jar in "${built[@]}"; do
    [ -f "$jar" ] || return 0
  done
  [ -f "$1" ] || return 0
  newer="$(find pom.xml modules -newer "$1" -type f -not -name '*.md' -not -path '*/src/test/*' \
    -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit)"
  [ -n "$newer" ]
}

build_if_stale() {
  local stamp=target/built
  is_stale "$stamp" || return 0
  if ! command -v mvn >/dev/null; then
    echo "Starling is built with Maven, 3.8 or later, and there is no mvn on the PATH." >&2
    exit 1
  fi
  echo "Building Starling; the first time this downloads its libraries and takes some minutes."
  mkdir -p target
  touch "$stamp.begun"
  mvn --batch-mode --quiet -Dmaven.test.skip=true -Dmdep.analyze.skip=true \
    -pl modules/node,modules/devservices,modules/devservices/elasticsearch -am package
  mv "$stamp.begun" "$stamp"
}

# Runs in the folder that the person is in, so that relative paths mean what they think, and in place of the shell, so
# that signals reach it.
devservices() {
  local root="$PWD" jars
  build_if_stale
  jars="$root/modules/devservices/target/starling-devservices.jar:$(cat modules/devservices/target/classpath.txt)"
  cd "$OLDPWD"
  exec "$JAVA" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstarling.root="$root" -cp "$jars" \
    dev.starling.devservices.Dev "$@"
}
