#!/bin/sh
# Print the path of a Python that can make the virtual environment; else say which were tried, by running each,
# what each answered and what to install, and exit 1.
#
#   find-python.sh [FOLDER…]
#
# Tried in this order: $PYTHON, then every folder of PATH, then the FOLDERs (where none is named: where pyenv, uv and
# local builds put theirs). Running is the only sure way: a name on the PATH may be a shim that exits 127, and Debian
# ships Pythons without ensurepip. Uses nothing but the shell itself.

names='python3.13 python3.12 python3.14 python3 python'
line_end='
'
# Also understood by Python 2, so that an old one can say its version.
check='
import sys
version = "%d.%d.%d" % sys.version_info[:3]
def answer(why):
    sys.stdout.write(version + why)
    sys.exit(3)
if sys.version_info < (3, 12):
    answer(" is too old: 3.12, 3.13 or 3.14 is needed")
if sys.version_info >= (3, 15):
    answer(" is newer than the lock files know: 3.12, 3.13 or 3.14 is needed")
try:
    import ensurepip, venv
except ImportError:
    answer(" cannot make virtual environments: its ensurepip is missing (Debian: install python%d.%d-venv)" % sys.version_info[:2])
try:
    import ctypes, sqlite3, ssl, zlib
except ImportError as error:
    answer(" was built without a module that is needed (%s)" % error)
sys.stdout.write(getattr(sys, "_base_executable", "") or sys.executable)
'
tried=''

try() {
  answer=$("$1" -E -c "$check" 2>&1 </dev/null)
  status=$?
  last=${answer##*"$line_end"}
  if [ "$status" -eq 0 ] && [ -x "$last" ]; then
    printf '%s\n' "$last"
    exit 0
  fi
  [ "$status" -eq 3 ] || last="exit $status: ${answer%%"$line_end"*}"
  tried="$tried  $1$line_end      $last$line_end"
}

look_in() {
  for name in $names; do
    [ -x "$1/$name" ] && [ ! -d "$1/$name" ] && try "$1/$name"
  done
}

if [ -n "${PYTHON:-}" ]; then
  found=$(command -v "$PYTHON") || found=$PYTHON
  try "$found"
  printf 'PYTHON=%s is not used: %s\n' "$PYTHON" "$last" >&2
fi

before=$IFS
IFS=:
set -f
for folder in $PATH; do
  IFS=$before
  set +f
  look_in "${folder:-.}"
done
IFS=$before
set +f

if [ $# -eq 0 ]; then
  home=${HOME:-/nonexistent}
  set -- "${PYENV_ROOT:-$home/.pyenv}"/versions/3.1[234]*/bin "$home"/.local/share/uv/python/*/bin "$home"/.local/bin \
    /usr/local/bin /usr/bin /opt/python*/bin /opt/homebrew/bin
fi
for folder in "$@"; do
  look_in "$folder"
done

{
  echo 'No suitable Python was found: 3.12, 3.13 or 3.14 with venv is needed.'
  if [ -n "$tried" ]; then
    printf 'Tried, by running each:\n%s' "$tried"
  else
    echo 'There is no python3 on the PATH, nor where pyenv, uv and local builds put theirs.'
  fi
  echo 'Install one, then run the same command again:'
  echo '  Debian 13 or newer, Ubuntu 24.04 or newer:  apt install python3 python3-venv'
  echo '  anywhere, without being root:               pyenv install 3.13'
  echo 'Where it stands elsewhere, name it:           make run PYTHON=/path/to/python3.13'
} >&2
exit 1
