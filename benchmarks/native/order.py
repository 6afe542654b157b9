"""Which symbols of a native binary belong to methods that the JIT compiled: order.py METHODS SYMBOLS, symbols to the standard output.

The JIT writes "Namespace.Type`1[Arguments]:Method[Arguments](parameters)", the native compiler "Assembly_Namespace_Type_1<Arguments>__Method_0":
both are brought down to type and method. Overloads and instantiations are not told apart, so more is listed than runs."""

import collections
import re
import sys


def compiled(path):
    """Types by the names of their methods that were compiled."""
    types = collections.defaultdict(set)
    for line in open(path, errors="replace"):
        told = re.match(r"\s*\d+: JIT compiled (.*?) \[(?:Tier|Full|Min|Instr)", line)
        if not told:
            continue
        name, depth, end = told[1], 0, 0
        for end, char in enumerate(name):
            depth += (char == "[") - (char == "]")
            if char == ":" and depth == 0:
                break
        method = re.match(r"[^\[(]*", name[end + 1:])[0]
        types[re.sub(r"\W", "_", method)].add(re.sub(r"\W", "_", re.sub(r"\[.*\]", "", name[:end])))
    return types


def without_arguments(symbol):
    before = None
    while before != symbol:
        before, symbol = symbol, re.sub(r"<[^<>]*>", "", symbol)
    return symbol


def ran(symbol, types):
    bare = without_arguments(symbol)
    for name in (bare, re.sub(r"_\d+$", "", bare)):
        for split in re.finditer("__", name):
            owner, method = name[:split.start()].rstrip("_"), name[split.end():]
            for spelled in (method, "_" + method):
                if any(owner == known or owner.endswith("_" + known) for known in (k.rstrip("_") for k in types.get(spelled, ()))):
                    return True
    return False


def main():
    types = compiled(sys.argv[1])
    for line in open(sys.argv[2]):
        parts = line.split(None, 3)
        if len(parts) == 4 and parts[2] in "tT" and ran(parts[3].strip(), types):
            print(parts[3].strip())


main()
