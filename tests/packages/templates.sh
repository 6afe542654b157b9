#!/usr/bin/env bash
# The templates as their users get them: installed from a folder of packages; from each a project whose tests pass and whose first run, on a chain of its own,
# gets a payload into a block. The time from the empty folder to that is printed. newcomer.sh packs and calls it.
#   tests/packages/templates.sh WORK VERSION     (WORK/feed holds the packages of that version)
set -euo pipefail
work=$1 version=$2
# A release build takes a network from the configuration alone.
unset ALLORA_NETWORK KEY_FILE MNEMONIC Allora__Network
mkdir -p "$work/templates" && cd "$work/templates"
fail() { echo "templates: $*"; exit 1; }
cat > nuget.config <<EOF
<configuration><packageSources><add key="feed" value="$work/feed" /></packageSources></configuration>
EOF
hive=(--debug:custom-hive "$work/templates/hive")
dotnet new install "$work/feed/Allora.Templates.$version.nupkg" "${hive[@]}" > install.txt || { cat install.txt; fail "not installed"; }

first_inclusion() { # NAME: runs a project until a payload is in a block
  local output=$1.txt program
  dotnet build "$1/src/$1" -v q --nologo > build.txt || { cat build.txt; fail "$1 does not build"; }
  program=$1/src/$1/bin/Debug/net10.0/$1
  "$program" --Urls http://127.0.0.1:0 > "$output" 2>&1 &
  local running=$!
  for _ in $(seq 600); do
    grep -q "included in block" "$output" && break
    kill -0 "$running" 2> /dev/null || { cat "$output"; fail "$1 ended"; }
    sleep 0.1
  done
  # Not SIGINT, which background processes of a script ignore.
  kill -TERM "$running"
  wait "$running" || { cat "$output"; fail "$1 did not end with 0"; }
  grep -q "included in block" "$output" || { cat "$output"; fail "$1: nothing was included"; }
}

for template in worker reputer webapi; do
  name=My.$template
  start=$SECONDS
  dotnet new "allora-$template" -o "$name" "${hive[@]}" > new.txt || { cat new.txt; fail "allora-$template makes no project"; }
  first_inclusion "$name"
  echo "allora-$template: from an empty folder to an included payload: $((SECONDS - start)) s"
  (cd "$name" && dotnet test > test.txt 2>&1) || { cat "$name/test.txt"; fail "the tests of allora-$template fail"; }
  grep -E "succeeded: [1-9]" "$name/test.txt" > /dev/null || { cat "$name/test.txt"; fail "allora-$template ran no tests"; }
done

# A release build is for a network: without one it is refused in a sentence.
dotnet build My.worker/src/My.worker -c Release -v q --nologo > build.txt || { cat build.txt; fail "no release build"; }
code=0; My.worker/src/My.worker/bin/Release/net10.0/My.worker > release.txt 2>&1 || code=$?
[ "$code" = 2 ] && [ "$(wc -l < release.txt)" -le 2 ] || { cat release.txt; fail "a release build without a network ends with $code"; }
