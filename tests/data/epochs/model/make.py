"""Writes rare-epochs.json.gz: random epochs with rare situations and what the model of epoch.py gives for them. Run it in this folder."""
import gzip
import json
import random
import sys
from chain_numbers import *
from epoch import *

PARAMETERS = {
    "epsilon_safe_div": "0.0000001", "outlier_alpha": "0.2", "outlier_threshold": "11", "minimum_stake": "10000", "experienced": 10,
    "initial_regret_quantile": "0.25", "p_norm_safe_div": "8.25", "lambda": "2", "epsilon_reputer": "0.01", "max_gradient": "0.001",
    "max_iterations": 10, "learning_rate": "0.05", "min_stake_fraction": "0.5", "task_alpha": "0.1", "beta": "0.25", "p_reputer": "1",
    "p_inference": "3", "c_inference": "0.75", "p_forecast": "3", "c_forecast": "0.75", "samples": 10, "max_inferers": 5, "max_forecasters": 2,
    "max_reputers": 3,
}
TOPIC = {
    "p": "3", "c": "0.75", "epsilon": "0.01", "alpha_regret": "0.1", "alpha_merit": "0.1", "quantile_inferer": "0.25",
    "quantile_forecaster": "0.25", "quantile_reputer": "0.25", "epoch": 12, "lag": 12, "multi": False,
}


def parsed(values):
    return {k: D(v) if isinstance(v, str) else v for k, v in values.items()}


class Scenario:
    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.g, self.t = dict(PARAMETERS), dict(TOPIC)
        self.version = 9 if seed % 4 == 3 else 10
        if r.random() < 0.6:
            self.t["p"] = r.choice(["2.5", "3.7", "4.5"] if self.version == 9 else ["1", "2.5", "4.5", "10"])
        if r.random() < 0.4:
            self.t["c"] = r.choice(["-100", "0", "-0.3", "2.25", "100"])
        if r.random() < 0.4:
            self.t["epsilon"] = r.choice(["0.0000000000000000000000000000001", "0.5", "30", "1e-3"])
        if r.random() < 0.5:
            self.t["alpha_regret"] = r.choice(["1", "0.5", "0.33", "0.000001"])
            self.g["experienced"] = r.choice([0, 1, 2, 3])
        if r.random() < 0.4:
            self.t["alpha_merit"] = r.choice(["0", "0.9", "0.37"])
        for role in ROLES:
            if r.random() < 0.4:
                self.t["quantile_" + role] = r.choice(["0", "1" if self.version == 10 else "0.9", "0.5", "0.123"])
        if r.random() < 0.3:
            self.g["max_iterations"] = r.choice([1, 3])
        if r.random() < 0.3:
            self.g["p_reputer"] = r.choice(["0.5", "2.3", "0"])
        if r.random() < 0.3:
            self.g["min_stake_fraction"] = r.choice(["0", "0.95", "1"])
        if r.random() < 0.3:
            self.g["samples"] = 1
        if r.random() < 0.3:
            self.g["learning_rate"] = r.choice(["0.9", "30"])
        if r.random() < 0.2:
            self.g["outlier_threshold"] = "1"
        self.t["multi"] = self.version == 10 and r.random() < 0.3
        self.labels = 3 if self.t["multi"] else 1
        self.inferers = ["i%d" % i for i in range(r.choice([1, 2, 3, 5, 7]))]
        self.forecasters = ["k%d" % i for i in range(r.choice([0, 1, 1, 2, 3]))]
        if r.random() < 0.4 and self.forecasters:
            self.forecasters[0] = self.inferers[0]
        self.reputers = ["r%d" % i for i in range(r.choice([1, 1, 2, 3, 5]))]
        self.kind = r.choice(["plain", "plain", "plain", "ties", "zeros", "huge", "tiny", "wild"])
        self.stakes = {who: r.choice([10_000, 9_999, 10**18, r.randrange(10**4, 10**24)]) for who in self.reputers}
        self.stakes[self.reputers[0]] = 10**21
        self.zero = [who for who in self.reputers if r.random() < 0.15]

    def number(self, scale=0):
        r = self.r
        if self.kind == "ties":
            return r.choice(["0.5", "-1.25", "0.50"])
        if self.kind == "zeros":
            return r.choice(["0", "0", "0.00", "1"])
        if self.kind == "huge":
            return "%s%d.%de%d" % (r.choice(["", "-"]), r.randrange(1, 9), r.randrange(10**9), r.randrange(20, 39))
        if self.kind == "tiny":
            return "%s%d.%de-%d" % (r.choice(["", "-"]), r.randrange(1, 9), r.randrange(10**9), r.randrange(20, 38))
        if self.kind == "wild":
            return "%s%d.%de%d" % (r.choice(["", "-"]), r.randrange(1, 9), r.randrange(10**30), r.randrange(-9, 9))
        return "%.*f" % (r.choice([3, 9, 17]), r.uniform(-0.05, 0.05) + scale)

    def entries(self, names, strange):
        r = self.r
        listed = [(n, self.number(-4)) for n in names if r.random() < 0.93]
        if r.random() < 0.15 and listed:
            listed.append((r.choice(listed)[0], self.number(-4)))
        if r.random() < 0.15:
            listed.append((strange, self.number(-4)))
        r.shuffle(listed)
        return listed

    def bundle(self, inferers, forecasters, lists):
        r = self.r
        return {
            "combined": self.number(-4), "naive": self.number(-4),
            "inferers": self.entries(inferers, "x"), "forecasters": self.entries(forecasters, "x"),
            "one_out_inferers": [] if "one_out_inferers" not in lists else self.entries(inferers, "x"),
            "one_out_forecasters": self.entries(forecasters, "x") if len(forecasters) > 1 else [],
            "one_in_forecasters": [(k, self.number(-4)) for k in forecasters] if len(forecasters) > 1 else [],
            "cells": [(k, self.entries(inferers, "x")) for k in forecasters if r.random() < 0.9],
        }


def losses(b):
    out = {"combined": D(b["combined"]), "naive": D(b["naive"])}
    for name in LISTS:
        out[name] = [(who, D(x)) for who, x in b[name]]
    out["cells"] = [(k, [(j, D(x)) for j, x in row]) for k, row in b["cells"]]
    return out


def vector(v):
    return [text(x) for x in v]


def shown_bundle(b):
    if b is None:
        return None
    out = {"combined": vector(b["combined"]), "naive": vector(b["naive"])}
    for name in ("forecasters", "one_out_inferers", "one_out_forecasters", "one_in_forecasters"):
        out[name] = {k: vector(v) for k, v in sorted(b[name].items())}
    out["cells"] = {k: {j: vector(v) for j, v in row.items()} for k, row in b["cells"].items()}
    for name in ("weights", "forecaster_weights", "regrets", "forecaster_regrets"):
        out[name] = {k: text(v) for k, v in b[name].items()}
    return out


def shown_losses(L):
    out = {"combined": text(L["combined"]), "naive": text(L["naive"])}
    for name in LISTS:
        out[name] = {k: text(v) for k, v in L[name].items()}
    out["cells"] = {k: {j: text(v) for j, v in row.items()} for k, row in L["cells"].items()}
    return out


def shown_state(topic):
    return {
        "initial_regret": text(topic.initial), "regret_scale": text(topic.sigma), "median": text(topic.median), "mad": text(topic.mad), "tau": text(topic.tau),
        "coefficients": {k: text(v) for k, v in sorted(topic.coefficient.items())},
        "regrets": {name: {"|".join([k] if isinstance(k, str) else k): text(v) for k, v in sorted(family.items())} for name, family in topic.regret.items()},
        "roles": {role: {
            "ema": {k: [h, text(v)] for k, (h, v) in sorted(topic.ema[role].items())},
            "quantile": text(topic.quantile[role]), "first": text(topic.first_score[role]),
            "lowest": None if topic.lowest[role] is None else [topic.lowest[role][0], topic.lowest[role][1], text(topic.lowest[role][2])],
            "fractions": {k: text(v) for k, v in sorted(topic.fraction[role].items())},
            "included": dict(sorted(topic.included[role].items())),
        } for role in ROLES},
    }


def play(seed, counts):
    s = Scenario(seed)
    r = s.r
    topic = Topic(parsed(s.g), parsed(s.t), s.version)
    for who in s.zero:
        topic.coefficient[who] = ZERO
    E = s.t["epoch"]
    out = {"seed": seed, "version": s.version, "parameters": s.g, "topic": s.t, "zero_coefficients": s.zero, "epochs": []}
    before = None
    for e in range(r.choice([3, 4, 6])):
        n = 20 + E * e
        step = {"nonce": n, "workers": [], "reputers": []}
        inferences, forecasts = {}, {}
        absent = 0.9 if r.random() < 0.15 else 0.15
        for who in r.sample(s.inferers, len(s.inferers)):
            if r.random() < absent:
                continue
            values = [s.number() for _ in range(s.labels)]
            outcome, evicted = submit(topic, "inferer", who, n, n)
            step["workers"].append({"role": "inferer", "who": who, "values": values, "outcome": outcome, "evicted": evicted})
            counts[outcome] = counts.get(outcome, 0) + 1
            inferences.pop(evicted, None)
            if outcome in ("joined", "replaced"):
                inferences[who] = [D(v) for v in values]
        for who in r.sample(s.forecasters, len(s.forecasters)):
            if r.random() < absent:
                continue
            elements = [(j, s.number(-4)) for j in r.sample(s.inferers, r.randrange(1, len(s.inferers) + 1))]
            if r.random() < 0.2:
                elements.append((elements[0][0], s.number(-4)))
            outcome, evicted = submit(topic, "forecaster", who, n, n)
            step["workers"].append({"role": "forecaster", "who": who, "elements": elements, "outcome": outcome, "evicted": evicted})
            counts[outcome] = counts.get(outcome, 0) + 1
            forecasts.pop(evicted, None)
            if outcome in ("joined", "replaced"):
                first = {}
                for j, x in elements:
                    first.setdefault(j, D(x))
                forecasts[who] = list(first.items())
        for role in ("inferer", "forecaster"):
            topic.active[role] = set()
        forecasts = {k: [(j, x) for j, x in el if j in inferences] for k, el in forecasts.items()}
        forecasts = {k: el for k, el in forecasts.items() if el}
        try:
            bundle, resistant = close_workers(topic, inferences, forecasts)
            step["inference"], step["resistant"] = shown_bundle(bundle), shown_bundle(resistant)
            step["outliers"] = not s.t["multi"] and resistant is not bundle
            counts["outliers"] = counts.get("outliers", 0) + step["outliers"]
            now = (n, sorted(inferences), sorted(forecasts))
        except Failed as failure:
            step["inference"], now = None, None
            counts["no inference"] = counts.get("no inference", 0) + 1
        if before is not None:
            nonce, js, ks = before
            stored = {}
            lists = [] if r.random() < 0.06 else ["one_out_inferers"]
            for who in s.reputers:
                if r.random() < 0.15:
                    continue
                b = s.bundle(js, ks, lists)
                if not b["inferers"]:
                    continue
                outcome, evicted = submit(topic, "reputer", who, nonce, n)
                step["reputers"].append({"who": who, "losses": b, "stake": str(s.stakes[who]), "outcome": outcome, "evicted": evicted})
                counts[outcome] = counts.get(outcome, 0) + 1
                stored.pop(evicted, None)
                if outcome in ("joined", "replaced"):
                    stored[who] = losses(b)
            topic.active["reputer"] = set()
            step["settled"] = {"nonce": nonce, "inferers": js, "forecasters": ks}
            counted = [(who, D(s.stakes[who]), f) for who, b in stored.items() if (f := filtered(b, set(js), set(ks))) is not None]
            try:
                L, normalised = close_reputers(topic, nonce, counted)
                step["settled"]["losses"], step["settled"]["weights"] = shown_losses(L), vector(normalised)
            except Failed:
                step["settled"]["losses"] = None
                counts["no losses"] = counts.get("no losses", 0) + 1
            if step["settled"]["losses"] is not None:
                reward = r.choice(["27687062827703624.47093539398001261", "1000000000000000000", "3", "0.7", "0"])
                if r.random() < 0.3:
                    s.stakes[r.choice(s.reputers)] += r.randrange(1, 10**22)
                step["settled"]["reward"], step["settled"]["stakes"] = reward, {k: str(v) for k, v in s.stakes.items()}
                try:
                    paid = distribute(topic, nonce, D(reward), s.stakes)
                    step["settled"]["paid"] = {role: {k: text(x) for k, x in pairs} for role, pairs in paid.items()}
                    counts["paid"] = counts.get("paid", 0) + 1
                except Failed as failure:
                    step["settled"]["paid"] = None
                    counts["failed: " + str(failure)] = counts.get("failed: " + str(failure), 0) + 1
                step["settled"]["scores"] = {role: {k: text(x) for k, x in topic.scores[role].get(nonce, [])} for role in ROLES}
        step["state"] = shown_state(topic)
        before = now
        out["epochs"].append(step)
    return out


if __name__ == "__main__":
    counts = {}
    scenarios = [play(seed, counts) for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 160)]
    with open("../rare-epochs.json.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
        file.write(json.dumps(scenarios, separators=(",", ":")).encode())
    print(counts)
