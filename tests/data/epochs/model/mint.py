"""Writes ../mint.json: months of emission computed from the specification's section 6.1 with integers, apart from the C# library. Run it in this folder."""
import json
import random

UNIT = 10**18
MAX = 10**27


def even(above, below):
    """Rounds half to even."""
    q, rest = divmod(above, below)
    twice = 2 * rest
    return q + (1 if twice > below or (twice == below and q % 2) else 0)


def mul(a, b):
    return even(a * b, UNIT)


def quo(a, b):
    return even(a * UNIT, b)


def fixed(text):
    whole, _, fraction = text.partition(".")
    return int(whole) * UNIT + int(fraction.ljust(18, "0")[:18])


def text(a):
    return "%d.%018d" % divmod(a, UNIT)


def month(case):
    b, B = case["blocks"], case["blocks_per_month"]
    m = min(36, max(case["months"], b // B))
    share = lambda part: fixed(part) * MAX // UNIT
    vest = lambda part: share(part) if m < 12 else share(part) * (36 - m) // 36 if m < 36 else 0
    locked = [vest("0.05"), vest("0.2605"), vest("0.175"), share("0.1") // 2 * (24 - m) // 24 if m < 24 else 0]
    remaining = share("0.3595") - int(case["minted"])
    T, staked = int(case["balance"]) + remaining, int(case["staked"])
    circulating = MAX - sum(locked) - T
    v, f = fixed(case["validators"]), fixed(case["reputers"])
    highest = fixed("0.0095") * UNIT // (mul(UNIT - v, f) + v)
    target = fixed("0.025") * mul(quo(T * UNIT, staked * UNIT), quo(circulating * UNIT, MAX * UNIT)) // UNIT
    capped = min(target, highest)
    old = capped if b < B else fixed(case["previous"])
    rate = mul(fixed("0.1"), capped) + mul(UNIT - fixed("0.1"), old)
    per_month = rate * staked // UNIT
    per_block = per_month // B
    return {"months": m, "locked": [str(x) for x in locked], "circulating": str(circulating), "maximum": text(highest), "target": text(capped),
            "rate": text(rate), "per_month": str(per_month), "per_block": str(per_block), "validators": str(v * per_block // UNIT)}


if __name__ == "__main__":
    r = random.Random(6)
    cases = []
    for i in range(200):
        B = r.choice([20, 1000, 864000])
        case = {
            "blocks": r.choice([0, 1, r.randrange(40)]) * B + r.choice([1, 1, r.randrange(1, B)]), "blocks_per_month": B, "months": r.choice([0, 0, r.randrange(40)]),
            "balance": str(r.randrange(10 ** r.randrange(1, 26))), "minted": str(r.choice([0, r.randrange(3595 * 10**23)])),
            "staked": str(r.randrange(1, 10 ** r.randrange(20, 27))), "validators": r.choice(["0.25", "0.333333333333333333", "0.01"]),
            "reputers": r.choice(["0", "1", "0.%d" % r.randrange(10**25)]), "previous": "0.0%d" % r.randrange(10**16),
        }
        cases.append({**case, "expected": month(case)})
    with open("../mint.json", "w") as file:
        json.dump(cases, file, separators=(",", ":"))
