#!/usr/bin/env bash
# The tool as its users get it: installed from a folder of packages, then used on a chain of its own. newcomer.sh packs and calls it.
#   tests/packages/tool.sh WORK VERSION     (WORK/feed holds Allora.Cli.VERSION.nupkg)
set -euo pipefail
work=$1 version=$2
export ALLORA_HOME=$work/home
unset ALLORA_NETWORK KEY_FILE MNEMONIC
cd "$work"
fail() { echo "tool: $*"; exit 1; }

dotnet tool install Allora.Cli --tool-path "$work/tools" --add-source "$work/feed" --version "$version" > install.txt || { cat install.txt; fail "not installed"; }
allora=$work/tools/allora
# Packed with --no-build, the program says the version that it was built with: the same up to the suffix.
case $("$allora" --version) in "${version%%-*}"*) ;; *) fail "--version says $("$allora" --version), not $version" ;; esac
"$allora" --help | grep -q devnet || fail "--help does not list devnet"

"$allora" devnet --grpc 0 --rpc 0 --rest 0 --block 200ms > devnet.txt 2>&1 &
devnet=$!
trap 'kill "$devnet" 2> /dev/null || true' EXIT
for _ in $(seq 150); do grep -q "Press Ctrl-C" devnet.txt && break; kill -0 "$devnet" || fail "the chain ended: $(cat devnet.txt)"; sleep 0.2; done
at=(--network local --grpc "$(sed -n 's/^ *gRPC (h2c) *//p' devnet.txt)" --rpc "$(sed -n 's/^ *CometBFT RPC *\([^ ]*\).*/\1/p' devnet.txt)")
mnemonic=$(sed -n 's/^ *mnemonic ([^)]*): //p' devnet.txt)

"$allora" doctor "${at[@]}" || fail "doctor finds a fault on a healthy chain"
"$allora" keys import bank <<< "$mnemonic" > /dev/null
code=0; "$allora" doctor "${at[@]}" --from bank --topic 67 > doctor.txt || code=$?
[ "$code" = 0 ] && grep -q "allora register --topic 67" doctor.txt || fail "doctor does not see that the wallet is not registered: $(cat doctor.txt)"
"$allora" register --topic 67 --from bank --state "$work/state" "${at[@]}" | grep -q Included || fail "not registered"
"$allora" doctor "${at[@]}" --from bank --topic 67 || fail "doctor finds a fault in a registered wallet"
"$allora" topics watch 67 --count 2 "${at[@]}" | grep -q "worker window" || fail "no window was heard of"
"$allora" plot lifecycle 67 --from bank --out past.png --windows 2 "${at[@]}" > plot.txt || fail "no picture: $(cat plot.txt)"
[ "$(head -c 8 past.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "past.png is no PNG"

kill -TERM "$devnet"
code=0; wait "$devnet" || code=$?
[ "$code" = 0 ] || fail "devnet ended with $code after SIGTERM"
grep -q "stopped at height" devnet.txt || fail "devnet did not say where it stopped"
echo "the tool, installed from its package: a chain, doctor, keys, register, watch and a picture work"
