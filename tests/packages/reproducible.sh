#!/usr/bin/env bash
# Shows that the packages can be built again: packs the last commit in two clones in folders of different depth and compares the bytes.
# Exits 1 if any package differs. The release publishes what this script leaves in FOLDER.
#   tests/packages/reproducible.sh [FOLDER [VERSION]]
set -euo pipefail
repo=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:+$(mkdir -p "$1" && cd "$1" && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
start=$SECONDS
for clone in first another/and/deeper; do
  mkdir -p "$work/packages/$clone"
  git clone -q "$repo" "$work/$clone"
  # A package names its repository and, unless the head is detached, a branch: both clones name this repository and no branch.
  git -C "$work/$clone" checkout -q --detach
  git -C "$work/$clone" remote remove origin
  if url=$(git -C "$repo" remote get-url origin 2> /dev/null); then git -C "$work/$clone" remote add origin "$url"; fi
  "$work/$clone/.ci/pack" "$work/packages/$clone" ${2:+"$2"}
  # A second later, so that no clock could pass for the commit's.
  sleep 1.1
done
count=0 differ=0
for package in "$work"/packages/first/*.{nupkg,snupkg}; do
  name=$(basename "$package")
  count=$((count + 1))
  if cmp "$package" "$work/packages/another/and/deeper/$name"; then
    sha256sum "$package" | sed "s|$work/packages/first/||"
  else
    differ=$((differ + 1))
    diff <(unzip -v "$package") <(unzip -v "$work/packages/another/and/deeper/$name") | head -20 || true
  fi
done
echo "$count packages, $differ differ, $((SECONDS - start)) s"
[ "$count" -gt 0 ] && [ "$differ" -eq 0 ]
[ -z "$folder" ] || cp "$work"/packages/first/* "$folder"
