#!/bin/sh
# Take pictures of pages as a browser shows them: 1900, 1280, 768, 390 and 320 pixels wide, light and dark, and print.
# sh tools/pictures.sh [FOLDER [PAGE…]] – pictures into FOLDER (.titelei/pictures), of out/*/index*.html by default.
set -eu
cd "$(dirname "$0")/.."
target=${1:-.titelei/pictures}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- out/*/index*.html
mkdir -p "$target"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

browser() {
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run \
    --hide-scrollbars --allow-file-access-from-files --user-data-dir="$scratch/profile" "$@" >/dev/null 2>&1
}

for page in "$@"; do
  name=$(basename "$(dirname "$page")").$(basename "$page" .html)
  cp "$page" "$scratch/page.html"
  for width in 1900 1280 768 390 320; do
    # A frame of the width asked for, since the browser refuses windows under some 500 pixels.
    printf '<body style="margin:0"><iframe src="page.html" width="%s" height="6000" style="border:0"></iframe>' "$width" \
      >"$scratch/frame.html"
    window=$((width > 500 ? width : 500))
    browser --window-size="$window,6000" --screenshot="$target/$name.$width.png" "file://$scratch/frame.html"
    browser --window-size="$window,6000" --blink-settings=preferredColorScheme=0 \
      --screenshot="$target/$name.$width.dark.png" "file://$scratch/frame.html"
  done
  browser --no-pdf-header-footer --print-to-pdf="$target/$name.pdf" "file://$scratch/page.html"
  printf '%s\n' "$target/$name".*
done
