"""One topic's epochs, written from the specification's sections 2 to 6 and 8, apart from the C# library."""
from chain_numbers import *

F1 = D("1.4826")


class Topic:
    def __init__(self, params, topic, version):
        self.g, self.t, self.v9 = params, topic, version == 9
        self.initial = ZERO          # initial_regret
        self.sigma = ZERO            # regret scale
        self.losses = {}             # nonce -> bundle
        self.bundles = {}            # nonce -> [(reputer, losses)]
        self.regret = {name: {} for name in ("inferer", "forecaster", "naive", "oi_i", "oi_f", "of_i", "of_f", "in")}
        self.median, self.mad = ZERO, ZERO
        self.tau = ZERO
        self.coefficient = {}
        self.ema = {role: {} for role in ROLES}       # address -> (height, score)
        self.active = {role: set() for role in ROLES}
        self.lowest = {role: None for role in ROLES}
        self.quantile = {role: ZERO for role in ROLES}
        self.first_score = {role: ZERO for role in ROLES}
        self.scores = {role: {} for role in ROLES}    # nonce -> [(address, score)]
        self.fraction = {role: {} for role in ROLES}
        self.included = {role: {} for role in ROLES}


ROLES = ("inferer", "forecaster", "reputer")


# --- 2 network inference -------------------------------------------------------------------------------------------------------------

def weights(topic, regrets):
    """2.2; regrets: None for a worker without one."""
    known = [r for r in regrets if r is not None]
    if not known:
        raise Failed("no regret")
    s = topic.sigma if topic.sigma > 0 else plus(mul(F1, mad(known)), topic.t["epsilon"])
    p, c = topic.t["p"], topic.t["c"]
    xs = [div(r, s) if r is not None else ZERO for r in regrets]
    top = max(x for x, r in zip(xs, regrets) if r is not None)
    a = neg(mul(p, sub(top, c)))
    result = []
    for x in xs:
        b = neg(mul(p, sub(x, c)))
        if a <= 0 and b <= 0:
            w = div(plus(ONE, exp(a)), plus(ONE, exp(b)))
        elif a > 0 and b <= 0:
            w = div(mul(exp(a), plus(exp(neg(a)), ONE)), plus(exp(b), ONE))
        elif a <= 0:
            w = div(mul(exp(neg(b)), plus(exp(a), ONE)), plus(exp(neg(b)), ONE))
        else:
            w = div(mul(exp(sub(a, b)), plus(exp(neg(a)), ONE)), plus(exp(neg(b)), ONE))
        result.append(w)
    return result


def implied(topic, forecast, inferences, previous, without=None):
    """2.4; None if there is no forecast-implied inference."""
    seen, elements = set(), []
    for j, f in forecast:
        if j in inferences and j not in seen:
            seen.add(j)
            elements.append((j, f))
    labels = len(next(iter(inferences.values())))
    left = [(j, f) for j, f in elements if j != without]
    if not topic.initial:
        of = elements if topic.v9 else left
        if not of:
            # Nothing left of what was there drops out; nothing there from the start is 0.
            return None if elements else [ZERO] * labels
        return [median([inferences[j][l] for j, _ in of]) for l in range(labels)]
    if topic.v9 and len(elements) == 1:
        return inferences[elements[0][0]]
    if not left:
        return None
    ws = weights(topic, [sub(previous, f) for _, f in left])
    if not total(ws):
        return None
    return [div(total(mul(w, inferences[j][l]) for w, (j, _) in zip(ws, left)), total(ws)) for l in range(labels)]


def infer(topic, inferences, forecasts):
    """2.1 to 2.5; inferences: address -> vector, forecasts: address -> [(inferer, loss)]."""
    if not inferences:
        raise Failed("no inference")
    J = sorted(inferences)
    if len(J) == 1:
        only = inferences[J[0]]
        return {"combined": only, "naive": only, "inferers": inferences, "forecasters": {}, "one_out_inferers": {}, "one_out_forecasters": {},
                "one_in_forecasters": {}, "cells": {}, "weights": {}, "forecaster_weights": {}, "regrets": {}, "forecaster_regrets": {}}
    previous = topic.losses[max(topic.losses)]["combined"] if topic.losses else None
    R = topic.regret
    read = lambda family, key: R[family].get(key, topic.initial)
    order = sorted(forecasts)

    def all_implied(without=None):
        if previous is None:
            return {}
        found = {k: implied(topic, forecasts[k], inferences, previous, without) for k in order}
        return {k: v for k, v in found.items() if v is not None}

    def combine(js, rj, ks, rk, vectors):
        ws = weights(topic, rj + rk)
        return ws, mean_of(js, ks, ws, vectors)

    def mean_of(js, ks, ws, vectors):
        labels = len(inferences[J[0]])
        if not topic.initial:
            return [div(total(inferences[j][l] for j in js), D(len(js))) for l in range(labels)]
        used = [(w, inferences[j]) for j, w in zip(js, ws) if w] + [(w, vectors[k]) for k, w in zip(ks, ws[len(js):]) if w]
        if not used and not topic.v9:
            raise Failed("no worker")
        below = max(total(w for w, _ in used), topic.g["epsilon_safe_div"])
        return [div(total(mul(w, v[l]) for w, v in used), below) for l in range(labels)]

    I = all_implied()
    K = sorted(I)
    ws, combined = combine(J, [read("inferer", j) for j in J], K, [read("forecaster", k) for k in K], I)
    _, naive = combine(J, [read("naive", j) for j in J], [], [], {})
    one_out = {}
    for w in J:
        js, vectors = [j for j in J if j != w], all_implied(w)
        ks = sorted(vectors)
        one_out[w] = combine(js, [read("oi_i", (w, j)) for j in js], ks, [read("oi_f", (w, k)) for k in ks], vectors)[1]
    several = previous is not None and len(K) > 1
    of, oin = {}, {}
    if several:
        for w in K:
            ks = [k for k in K if k != w]
            of[w] = combine(J, [read("of_i", (w, j)) for j in J], ks, [read("of_f", (w, k)) for k in ks], I)[1]
            oin[w] = combine(J, [read("in", (w, j)) for j in J], [w], [read("in", (w, w))], I)[1]
    cells = {}
    if previous is not None:
        for k in order:
            row = {j: implied(topic, forecasts[k], inferences, previous, j) for j in J}
            row = {j: v for j, v in row.items() if v is not None}
            if row:
                cells[k] = row
    return {"combined": combined, "naive": naive, "inferers": inferences, "forecasters": I, "one_out_inferers": one_out, "one_out_forecasters": of,
            "one_in_forecasters": oin, "cells": cells, "weights": dict(zip(J, ws)), "forecaster_weights": dict(zip(K, ws[len(J):])),
            "regrets": {j: read("inferer", j) for j in J},
            "forecaster_regrets": {k: read("forecaster", k) for k in order} if previous is not None else {}}


def close_workers(topic, inferences, forecasts):
    """7.2 with 2.6: the bundle and the one without outliers (None for MULTI)."""
    multi = topic.t["multi"]
    if not multi and inferences:
        values = [inferences[j][0] for j in sorted(inferences)]
        topic.median = median(values)
        now = mad(values)
        topic.mad = now if not topic.mad else ema(topic.g["outlier_alpha"], now, topic.mad)
    bundle = infer(topic, inferences, forecasts)
    if multi:
        return bundle, None
    kept = inferences
    if topic.median and topic.mad:
        kept = {j: v for j, v in inferences.items() if abs_(sub(v[0], topic.median)) <= mul(topic.g["outlier_threshold"], topic.mad)}
    if len(kept) == len(inferences):
        return bundle, bundle
    try:
        return bundle, infer(topic, kept, forecasts)
    except Failed:
        return bundle, None


# --- 3 losses ------------------------------------------------------------------------------------------------------------------------

LISTS = ("inferers", "forecasters", "one_out_inferers", "one_out_forecasters", "one_in_forecasters")


def filtered(bundle, inferers, forecasters):
    """3.1; lists are [(who, loss)] as submitted, cells [(forecaster, [(inferer, loss)])]."""
    def known(entries, names):
        found = {}
        for who, loss in entries:
            if who in names:
                found.setdefault(who, loss)
        return found
    out = {"combined": bundle["combined"], "naive": bundle["naive"]}
    for name in LISTS:
        out[name] = known(bundle[name], inferers if name in ("inferers", "one_out_inferers") else forecasters)
    if not out["inferers"]:
        return None
    if len(out["inferers"]) < 2:
        out["one_out_inferers"] = {}
    rows = {}
    for k, row in bundle["cells"]:
        if k in forecasters and k not in rows:
            rows[k] = known(row, inferers)
    out["cells"] = {k: row for k, row in rows.items() if row}
    return out


def network_losses(reputers):
    """3.2; reputers: [(address, stake, bundle)]."""
    if not reputers:
        raise Failed("no reputer")

    def average(entries):
        return div(total(mul(s, l) for s, l in entries), total(s for s, _ in entries))

    def entries(get, allowed=None):
        names = sorted({n for _, _, b in reputers for n in get(b)})
        return {n: average([(s, get(b)[n]) for _, s, b in reputers if n in get(b)]) for n in names if allowed is None or n in allowed}
    out = {"combined": average([(s, b["combined"]) for _, s, b in reputers]), "naive": average([(s, b["naive"]) for _, s, b in reputers])}
    out["inferers"] = entries(lambda b: b["inferers"])
    out["forecasters"] = entries(lambda b: b["forecasters"])
    out["one_out_inferers"] = entries(lambda b: b["one_out_inferers"], out["inferers"])
    for name in ("one_out_forecasters", "one_in_forecasters"):
        out[name] = entries(lambda b, name=name: b[name], out["forecasters"])
    out["cells"] = {}
    for k in out["forecasters"]:
        row = entries(lambda b: b["cells"].get(k, {}), out["inferers"])
        if row:
            out["cells"][k] = row
    return out


# --- 4 regrets -----------------------------------------------------------------------------------------------------------------------

def close_reputers(topic, nonce, reputers):
    reputers = sorted((r for r in reputers if r[1] >= topic.g["minimum_stake"]), key=lambda r: r[0])
    L = network_losses(reputers)
    R, alpha, start = topic.regret, topic.t["alpha_regret"], topic.initial
    had = {"inferer": set(R["inferer"]), "forecaster": set(R["forecaster"])}

    def update(family, key, difference):
        R[family][key] = ema(alpha, difference, R[family].get(key, start))
    for j, l in L["inferers"].items():
        update("inferer", j, sub(L["combined"], l))
        update("naive", j, sub(L["naive"], l))
        for w, lw in L["one_out_inferers"].items():
            update("oi_i", (w, j), sub(lw, l))
        for k, lk in L["one_out_forecasters"].items():
            update("of_i", (k, j), sub(lk, l))
        for k, lk in L["one_in_forecasters"].items():
            update("in", (k, j), sub(lk, l))
    for k, l in L["forecasters"].items():
        update("forecaster", k, sub(L["combined"], l))
        for w, lw in L["one_out_forecasters"].items():
            update("of_f", (w, k), sub(lw, l))
        if k in L["one_in_forecasters"]:
            update("in", (k, k), sub(L["one_in_forecasters"][k], l))
        if k in L["cells"]:
            for w, lw in L["one_out_inferers"].items():
                update("oi_f", (w, k), sub(lw, L["cells"][k].get(w, ZERO)))
    new = [R["inferer"][j] for j in L["inferers"]] + [R["forecaster"][k] for k in L["forecasters"]]
    enough = div(ONE, alpha)
    X = [R[role][who] for role in ("inferer", "forecaster") for who in L[role + "s"]
         if who in had[role] and D(topic.included[role].get(who, 0)) >= enough]
    if len(X) >= topic.g["experienced"]:
        topic.initial = plus(quantile(X, topic.g["initial_regret_quantile"]),
                             mul(sub(D("0.75"), div(topic.g["p_norm_safe_div"], topic.t["p"])), plus(mul(F1, mad(X)), topic.t["epsilon"])))
    else:
        topic.initial = quantile(new, topic.g["initial_regret_quantile"])
    topic.sigma = plus(mul(F1, mad(new)), topic.t["epsilon"])
    ws = weights(topic, new)
    topic.losses[nonce] = L
    topic.bundles[nonce] = [(who, bundle) for who, _, bundle in reputers]
    return L, [div(w, total(ws)) for w in ws]


# --- 5 scores ------------------------------------------------------------------------------------------------------------------------

def score_update(topic, role, nonce, scores, average=True):
    topic.scores[role][nonce] = scores
    if not average:
        return
    if not scores:
        topic.quantile[role] = ZERO
        return
    new = []
    for who, score in scores:
        height, old = topic.ema[role].get(who, (0, ZERO))
        value = ema(topic.t["alpha_merit"], score, old, height == 0 and not old)
        topic.ema[role][who] = (height, value)
        new.append(value)
    topic.quantile[role] = quantile(new, topic.t["quantile_" + role])
    topic.first_score[role] = sub(min(new), mul(topic.g["lambda"], deviation(new)))


def reputer_scores(topic, nonce, stake):
    M = [who for who, _ in topic.bundles[nonce]]
    S = [D(stake[who]) for who in M]
    vectors = []
    for _, b in topic.bundles[nonce]:
        v = {(0,): b["combined"], (1,): b["naive"]}
        for i, name in ((2, "inferers"), (3, "forecasters"), (5, "one_out_inferers"), (6, "one_out_forecasters"), (7, "one_in_forecasters")):
            v.update({(i, who): loss for who, loss in b[name].items()})
        v.update({(4, k, j): loss for k, row in b["cells"].items() for j, loss in row.items()})
        vectors.append(v)
    entries = sorted({e for v in vectors for e in v})
    g = topic.g

    def consensus(a):
        weighted = total(mul(x, s) for x, s in zip(a, S))
        adjusted = [min(div(mul(mul(D(len(M)), x), s), weighted), ONE) for x, s in zip(a, S)]
        squares, norm = [[] for _ in M], []
        for e in entries:
            have = [m for m in range(len(M)) if e in vectors[m]]
            below = total(adjusted[m] for m in have)
            v = total(div(mul(vectors[m][e], adjusted[m]), below) for m in have)
            norm.append(mul(v, v))
            far, distance = None, None
            for m in have:
                d = abs_(sub(v, vectors[m][e]))
                if distance is None or d > distance:
                    far, distance = vectors[m][e], d
            for m in range(len(M)):
                d = sub(vectors[m].get(e, far), v)
                squares[m].append(mul(d, d))
        length = sqrt(total(norm)) or g["epsilon_safe_div"]
        return [div(ONE, plus(div(sqrt(total(q)), length), g["epsilon_reputer"])) for q in squares]

    def goal(scores):
        return total(mul(c, s) for c, s in zip(scores, S))

    def fraction(a):
        return div(total(mul(x, s) for x, s in zip(a, S)), total(S))
    a = [topic.coefficient.get(who, ONE) for who in M]
    if all(not x for x in a):
        a = [max(x, g["epsilon_reputer"]) for x in a]
    scores, slope, i = None, ONE, 0
    while slope >= g["max_gradient"] and i < g["max_iterations"]:
        scores = consensus(a)
        q = goal(scores)
        moved = []
        for m, x in enumerate(a):
            delta = D("-0.001") if x == 1 else D("0.001")
            other = list(a)
            other[m] = plus(x, delta)
            gradient = div(sub(ONE, div(q, goal(consensus(other)))), delta)
            y = plus(x, mul(g["learning_rate"], gradient))
            moved.append(ONE if y >= 1 else ZERO if y <= 0 else y)
        before, after = fraction(a), fraction(moved)
        if after < g["min_stake_fraction"]:
            if after == before:
                moved, i = a, g["max_iterations"]
            else:
                moved = [plus(x, div(mul(sub(y, x), sub(g["min_stake_fraction"], before)), sub(after, before))) for x, y in zip(a, moved)]
        slope = div(max(abs_(sub(y, x)) for x, y in zip(a, moved)), g["learning_rate"])
        a = moved
        i += 1
    if scores is None:
        raise Failed("no iteration")
    topic.coefficient.update(zip(M, a))
    return list(zip(M, scores))


def score(topic, nonce, stake):
    """5.1 to 5.5, in the order of 7.1."""
    L = topic.losses[nonce]
    score_update(topic, "reputer", nonce, reputer_scores(topic, nonce, stake))
    if len(L["inferers"]) == 1:
        score_update(topic, "inferer", nonce, [(next(iter(L["inferers"])), ZERO)], average=False)
    else:
        score_update(topic, "inferer", nonce, [(j, sub(l, L["combined"])) for j, l in L["one_out_inferers"].items()])
    if len(L["forecasters"]) == 1:
        score_update(topic, "forecaster", nonce, [(next(iter(L["forecasters"])), ZERO)], average=False)
    else:
        outs, ins = list(L["one_out_forecasters"].items()), list(L["one_in_forecasters"].values())
        if L["forecasters"] and len(ins) < len(outs):
            raise Failed("one-out without one-in")
        u = div(ONE, power(D(2), D(len(outs) - 1))) if outs else ZERO
        score_update(topic, "forecaster", nonce, [
            (k, plus(mul(u, sub(L["naive"], ins[i])), mul(sub(ONE, u), sub(l, L["combined"])))) for i, (k, l) in enumerate(outs)] if L["forecasters"] else [])


# --- 6 rewards -----------------------------------------------------------------------------------------------------------------------

def shares(topic, role, nonce, p, c, most):
    scores = topic.scores[role].get(nonce, [])
    if not scores:
        raise Failed("empty worker set")
    newest = []
    for height in sorted((h for h in topic.scores[role] if h <= nonce), reverse=True):
        newest += [s for _, s in topic.scores[role][height]]
    newest = newest[:most]
    sigma, epsilon = deviation(newest), topic.t["epsilon"]
    m = [ONE] * len(scores) if sigma < epsilon else [phi(p, c, div(s, plus(sigma, epsilon))) for _, s in scores]
    return [(who, div(x, total(m))) for (who, _), x in zip(scores, m)]


def entropy(topic, role, fractions):
    smooth = []
    for who, f in fractions:
        old = topic.fraction[role].get(who)
        topic.fraction[role][who] = f if old is None else ema(topic.g["task_alpha"], f, old)
        smooth.append(topic.fraction[role][who])
    hat = [div(f, total(smooth)) for f in smooth]
    if len(hat) == 1:
        return D("0.173286795139986")
    effective = div(ONE, total(mul(f, f) for f in hat))
    return mul(neg(total(mul(f, ln(f)) for f in hat)), power(div(effective, D(len(hat))), topic.g["beta"]))


def distribute(topic, nonce, reward, stake):
    """6.4 to 6.6; the untruncated rewards by role."""
    score(topic, nonce, stake)
    g, L = topic.g, topic.losses[nonce]
    r = [(who, power(mul(D(stake[who]), s), g["p_reputer"])) for who, s in topic.scores["reputer"][nonce]]
    w = [(who, div(x, total(y for _, y in r))) for who, x in r]
    HR = entropy(topic, "reputer", w)
    u = shares(topic, "inferer", nonce, g["p_inference"], g["c_inference"], g["samples"] * g["max_inferers"])
    HI = entropy(topic, "inferer", u)
    v, HF = [], ZERO
    if L["forecasters"]:
        v = shares(topic, "forecaster", nonce, g["p_forecast"], g["c_forecast"], g["samples"] * g["max_forecasters"])
        if len(u) > 1:
            HF = entropy(topic, "forecaster", v)
    TF = sub(L["naive"], L["combined"])
    best = max([ZERO] + [s for _, s in topic.scores["inferer"][nonce]])
    alpha = g["task_alpha"]
    if best <= 0 and not TF:
        chi, topic.tau = D("0.5"), ZERO
    else:
        z = div(TF, best) if best > 0 else (ONE if TF > 0 else D(-1))
        topic.tau = plus(mul(alpha, z), mul(sub(ONE, alpha), topic.tau))
        chi = D("0.1") if topic.tau < 0 else D("0.5") if topic.tau >= 1 else plus(D("0.1"), mul(D("0.4"), topic.tau))
    H = add(HI, HF, HR)
    rest = sub(ONE, chi)
    gamma = div(plus(HI, HF), plus(mul(rest, HI), mul(chi, HF)))
    WR = div(mul(HR, reward), H)
    WI = div(mul(mul(mul(rest, gamma), HI), reward), H)
    WF = div(mul(mul(mul(chi, gamma), HF), reward), H)
    paid = {"inferer": [(k, mul(f, WI)) for k, f in u], "forecaster": [(k, mul(f, WF)) for k, f in v], "reputer": [(k, mul(f, WR)) for k, f in w]}
    for role in ("inferer", "forecaster"):
        for who, x in paid[role]:
            if trim(x) > 0:
                topic.included[role][who] = topic.included[role].get(who, 0) + 1
    return paid


# --- 5.6 sortition -------------------------------------------------------------------------------------------------------------------

def submit(topic, role, who, nonce, ended):
    """What a submission comes to: refused, joined, replaced, passive; and who was evicted."""
    E, G = topic.t["epoch"], topic.t["lag"]
    most = topic.g[{"inferer": "max_inferers", "forecaster": "max_forecasters", "reputer": "max_reputers"}[role]]
    ema_, active, alpha = topic.ema[role], topic.active[role], topic.t["alpha_merit"]
    last, old = ema_.get(who, (0, ZERO))
    if who in active or last >= nonce:
        return "refused", None
    first = last == 0
    if first:
        s = topic.first_score[role]
    else:
        P = max(0, ended - E - (G if role == "reputer" else 0))
        missed = 0 if last >= P else (P - 1 - last) // E + 1
        s = ema_toward(alpha, topic.first_score[role], old, missed) if missed > 0 and old != topic.first_score[role] else old
    ema_[who] = (nonce, s)
    quirk = first and role == "forecaster"
    against, record = (ZERO, (who, 0, ZERO)) if quirk else (s, (who, nonce, s))
    if len(active) < most:
        if not active or topic.lowest[role][2] > against:
            topic.lowest[role] = record
        active.add(who)
        return "joined", None
    low, height, low_score = topic.lowest[role]
    if against > low_score:
        ema_[low] = (nonce, ema(alpha, topic.quantile[role], low_score, height == 0 and not low_score))
        active.discard(low)
        candidates = sorted(active) + [who]
        active.add(who)
        chosen = min(candidates, key=lambda a: ema_[a][1])
        topic.lowest[role] = (chosen, *ema_[chosen])
        return "replaced", low
    if not first:
        ema_[who] = (nonce, ema(alpha, topic.quantile[role], s))
    return "passive", None
