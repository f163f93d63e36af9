#!/usr/bin/env bash
# Fetches by npm the scripts and fonts of pkgdown's pages, which would come from other hosts, into .site-scripts.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -e .site-scripts/complete ]] && exit 0
rm -rf .site-scripts
mkdir .site-scripts
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
while read -r package files; do
  echo "Fetching $package"
  rm -rf "$folder"/*
  npm pack --loglevel=error --pack-destination "$folder" "$package" >/dev/null
  tar -xz -C "$folder" -f "$folder"/*.tgz
  (cd "$folder/package" && cp -r --parents $files "$OLDPWD/.site-scripts")
done <<'END'
fuse.js@6.4.6 dist/fuse.js
autocomplete.js@0.38.0 dist/autocomplete.jquery.min.js
mark.js@8.11.1 dist/mark.min.js
clipboard@2.0.6 dist/clipboard.min.js
headroom.js@0.11.0 dist/headroom.min.js dist/jQuery.headroom.min.js
@fortawesome/fontawesome-free@5.12.1 css/all.min.css css/v4-shims.min.css webfonts
END
touch .site-scripts/complete
