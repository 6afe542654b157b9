#!/usr/bin/env bash
# Makes samples/Topic67.Worker/Native.order.gz anew: the symbols of a native worker that a start and two windows run, so that the linker
# puts them together. The JIT build tells what it compiles, the native binary what its symbols are called; needs nm and python3.
#   benchmarks/native/order.sh      (after changes that matter; some 5 minutes)
set -euo pipefail
cd "$(dirname "$0")/../.."
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Allora.Cli -c Release -v q -o "$work/cli"
dotnet publish samples/Topic67.Worker -c Release -v q -o "$work/jit"
dotnet publish samples/Topic67.Worker -c Release -v q -r "$rid" -p:PublishAot=true -o "$work/native"
# The worker of a script: every method by the JIT, none of them twice. The DevNet runs without these settings.
cat > "$work/worker" <<WORKER
#!/usr/bin/env bash
export DOTNET_ReadyToRun=0 DOTNET_TC_CallCountThreshold=100000 DOTNET_JitStdOutFile=$work/methods.txt DOTNET_JitDisasmSummary=1
exec $work/jit/Topic67.Worker "\$@"
WORKER
chmod +x "$work/worker"
BLOCK=2s .ci/native-run "$work/worker" "$work/cli/allora"
nm -S "$work/native/Topic67.Worker.dbg" > "$work/symbols.txt"
python3 benchmarks/native/order.py "$work/methods.txt" "$work/symbols.txt" | gzip -9 -n > samples/Topic67.Worker/Native.order.gz
