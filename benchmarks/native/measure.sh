#!/usr/bin/env bash
# The Topic 67 worker as JIT and as native binary beside each other, on a DevNet in a process of its own with 5 s blocks:
# from the start to connected, RSS once connected, then RSS and CPU while idle.
#   benchmarks/native/measure.sh [IDLE_SECONDS] [RUNS]     (default 600 s, 5 starts of each; for figures an idle machine)
# On a DevNet this worker looks around once a block, every 15 s on a network.
# Exits 1 where a target is missed: native start under a quarter and RSS under half of JIT's; idle RSS under 80 MB (JIT) and 30 MB (native),
# idle CPU under 0.5 % of a core.
set -euo pipefail
cd "$(dirname "$0")/../.."
idle=${1:-600} runs=${2:-5}
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
work=$(mktemp -d) pids=()
trap 'kill "${pids[@]}" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet publish src/Allora.Cli -c Release -v q -o "$work/cli"
dotnet publish samples/Topic67.Worker -c Release -v q -o "$work/jit"
dotnet publish samples/Topic67.Worker -c Release -v q -r "$rid" -p:PublishAot=true -o "$work/native" 2>&1 | tee "$work/publish.txt"
! grep -q "warning" "$work/publish.txt" || { echo "the native publish has warnings"; exit 1; }

"$work/cli/allora" devnet --block 5s --grpc 19090 --rpc 16657 --rest 11317 > "$work/devnet.txt" 2>&1 &
pids+=($!)
until grep -q 19090 "$work/devnet.txt"; do sleep 0.2; done

worker() { # KIND NAME: starts a worker in the background; its pid in $last
  mkdir -p "$work/state-$2"
  MNEMONIC="test test test test test test test test test test test junk" "$work/$1/Topic67.Worker" --simulated --network local \
    --grpc http://127.0.0.1:19090 --rpc http://127.0.0.1:16657 --state "$work/state-$2" > "$work/$2.txt" 2>&1 &
  last=$!
  pids+=("$last")
}
rss() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$1/status"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
stop() { kill "$1" 2> /dev/null || true; wait "$1" 2> /dev/null || true; }
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

declare -A start memory
for kind in jit native; do
  for run in $(seq "$runs"); do
    from=$(date +%s%N)
    worker $kind "$kind-$run"
    until grep -qs "connected" "$work/$kind-$run.txt"; do
      kill -0 "$last" 2> /dev/null || { cat "$work/$kind-$run.txt"; exit 1; }
      sleep 0.005
    done
    echo $((($(date +%s%N) - from) / 1000000)) >> "$work/$kind.start"
    sleep 3
    rss "$last" >> "$work/$kind.rss"
    stop "$last"
  done
  start[$kind]=$(median < "$work/$kind.start") memory[$kind]=$(median < "$work/$kind.rss")
  echo "$kind: connected after ${start[$kind]} ms, ${memory[$kind]} MB (medians of $runs)"
done

failed=0
[ $((4 * start[native])) -lt "${start[jit]}" ] || { echo "MISSED: native start under a quarter of JIT's"; failed=1; }
[ $((2 * memory[native])) -lt "${memory[jit]}" ] || { echo "MISSED: native RSS under half of JIT's"; failed=1; }
for kind in jit native; do
  worker $kind "$kind-idle"
  sleep 10
  before=$(ticks "$last")
  sleep "$idle"
  hundredths=$((($(ticks "$last") - before) * 10000 / ($(getconf CLK_TCK) * idle)))
  memory=$(rss "$last") limit=$([ $kind = jit ] && echo 80 || echo 30)
  printf '%s idle for %s s: %s MB, %d.%02d %% of a core\n' $kind "$idle" "$memory" $((hundredths / 100)) $((hundredths % 100))
  [ "$memory" -lt "$limit" ] || { echo "MISSED: $kind under $limit MB"; failed=1; }
  [ "$hundredths" -lt 50 ] || { echo "MISSED: $kind under 0.5 % of a core"; failed=1; }
  stop "$last"
done
exit $failed
