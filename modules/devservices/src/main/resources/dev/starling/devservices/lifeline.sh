# Becomes the given command, and leaves a watcher behind that ends it once standard input closes. The other end of that
# pipe is held by the program that started this one, so the command cannot outlive it, not even its kill -9.
# usage: lifeline SIGNAL SECONDS COMMAND...
signal="$1"
tenths="$2"0
shift 2
command=$$

children() {
  cat /proc/"$1"/task/*/children 2>/dev/null || pgrep -P "$1"
}

watch() {
  trap '' INT TERM HUP
  while read -r _ <&3; do :; done
  family="$command $(children "$command")"
  kill -s CONT $family # One that is paused could not hear the next line.
  kill -s "$signal" "$command"
  while [ "$tenths" -gt 0 ] && kill -s 0 "$command"; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  if [ "$tenths" -eq 0 ]; then
    kill -s KILL $family
  fi
}

# The watcher reads from 3, because the shell gives what runs in the background an empty standard input. It is a
# grandchild: PostgreSQL takes the end of a child that it does not know for a crash.
exec 3<&0
( (watch) >/dev/null 2>&1 & )
exec "$@" 3<&-
