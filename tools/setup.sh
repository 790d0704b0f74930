#!/bin/sh
# Make .venv hold exactly what the lock files pin, and titelei itself from this checkout.
#
#   setup.sh run    what titelei needs to run (requirements.lock)
#   setup.sh dev    that, and what tests and checks need (requirements-dev.lock)
#
# Does nothing where .venv is up to date: a stamp holds the folder, and the check sums of pyproject.toml and the lock.
# (Times of files say little after a git checkout; a copied folder must not run the code of the one it came from.)
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
pip="$python -m pip --disable-pip-version-check --quiet --quiet"

state() { pwd && cksum pyproject.toml "$1"; }
is_ready() { [ -x "$python" ] && [ -f "$2" ] && [ "$(state "$1")" = "$(cat "$2")" ]; }
failed() {
  echo "The packages could not be installed; pip says above why (no network, no package index, a full disk?)." >&2
  echo "Mend that, then run the same command again; it goes on from there." >&2
  exit 2
}

make_environment() {
  usable='import pip, sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))'
  if ! "$python" -c "$usable" >/dev/null 2>&1; then
    base=$(sh tools/find-python.sh) || exit 2
    echo "Making .venv with $base"
    "$base" -m venv --clear .venv
  fi
}

if ! is_ready requirements.lock .venv/.ready-run; then
  make_environment
  echo "Installing what requirements.lock pins into .venv (once; some minutes on a slow line)"
  $pip install --require-hashes --only-binary :all: -r requirements.lock || failed
  $pip install --no-deps --no-build-isolation --editable . || failed
  state requirements.lock >.venv/.ready-run
fi

if [ "${1:-run}" = dev ] && ! is_ready requirements-dev.lock .venv/.ready-dev; then
  echo "Installing what requirements-dev.lock pins into .venv (once)"
  $pip install --require-hashes --no-build-isolation -r requirements-dev.lock || failed
  state requirements-dev.lock >.venv/.ready-dev
fi
