#!/usr/bin/env bash
# Fetches by npm the part of onnxruntime-web that exported web pages run on, once for each version: tools/web-runtime.sh
set -euo pipefail
cd "$(dirname "$0")/../python/prelayer/export/web"

version=1.30.0
sums="11e64bd8ffe11bd1a2a2f0d6275fdfbbba7262f0b76b99b53d228a8a22ef3d90  runtime/ort.wasm.bundle.min.mjs
3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2  runtime/ort-wasm-simd-threaded.wasm"

sha256sum --check --status 2>/dev/null <<<"$sums" && exit 0
if ! command -v npm >/dev/null; then
  echo "npm is not installed" >&2
  exit 1
fi

echo "Fetching onnxruntime-web $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack --loglevel=error --pack-destination "$folder" "onnxruntime-web@$version" >/dev/null
tar -xz -C "$folder" -f "$folder/onnxruntime-web-$version.tgz"
mkdir -p runtime
awk '{print $2}' <<<"$sums" | xargs -n 1 basename | while read -r file; do
  cp "$folder/package/dist/$file" runtime/
done
sha256sum --check --quiet <<<"$sums"
