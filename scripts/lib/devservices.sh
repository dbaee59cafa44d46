# Sourced by scripts/dev and scripts/run-cluster, from the repository root: becomes the program that they are.

. scripts/lib/java.sh
. scripts/lib/build.sh

# Runs in the folder that the person is in, so that relative paths mean what they think, and in place of the shell, so
# that signals reach it.
devservices() {
  local root="$PWD" jars
  build_if_stale dev
  jars="$root/modules/devservices/target/starling-devservices.jar:$(cat modules/devservices/target/classpath.txt)"
  cd "$OLDPWD"
  exec "$JAVA" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstarling.root="$root" -cp "$jars" \
    dev.starling.devservices.Dev "$@"
}
