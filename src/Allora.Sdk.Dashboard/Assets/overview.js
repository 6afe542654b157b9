import { badge, byId, el, emptyRow, row, sync } from "./dom.js";
import { link, percent, short, span, words } from "./format.js";
import { learn, tick, until } from "./countdown.js";
import { listen } from "./live.js";
import { pauseButton, readSession } from "./session.js";

await readSession();
listen("events", show);

function show(view) {
  view.networks.forEach(learn);
  sync(byId("attention"), view.attention.length > 0 ? view.attention : [{ level: "good", text: allWell(view), workers: [] }], one => one.text, attention);
  sync(byId("figures"), figures(view), one => one.name, figure);
  fill("workers", view.workers, one => one.name, worker, "No workers.");
  fill("wallets", view.wallets, one => one.chainId + one.address, wallet, "No wallets.");
  fill("endpoints", view.networks.flatMap(network => network.endpoints.map((endpoint, i) => ({ i, network: network.chainId, ...endpoint }))), one => one.network + one.i, endpoint, "No endpoints.");
  tick();
}

function fill(id, items, keyOf, render, nothing) {
  const body = byId(id);
  sync(body, items.length > 0 ? items : [{ nothing }], item => item.nothing ?? keyOf(item), item => item.nothing ? emptyRow(body, item.nothing) : render(body, item));
}

function allWell(view) {
  return view.workers.length === 0 ? "No workers run in this host." : "Nothing: all workers are ready, and all endpoints answer.";
}

function attention(one) {
  const named = one.workers.slice(0, 12);
  const who = named.flatMap((name, i) => [i > 0 ? ", " : "", el("a", { href: link("worker", { name }) }, name)]);
  return el("li", { class: one.level }, one.text,
    named.length > 0 ? el("span", { class: "who" }, one.workers.length > 1 ? `${one.workers.length} workers: ` : "", who, one.workers.length > named.length ? " and others" : "") : null);
}

function figures(view) {
  const next = view.workers.filter(one => one.nextWindow > 0)
    .map(one => ({ one, left: until(one.chainId, one.nextWindow) }))
    .filter(one => one.left).sort((a, b) => a.left.seconds - b.left.seconds)[0]?.one;
  const judged = view.rate.succeeded + view.rate.failed;
  return [
    { name: "Success", value: percent(view.rate), under: judged === 0 ? "no window settled yet" : `${view.rate.succeeded} of the last ${judged} windows` },
    { name: "Next window", chain: next?.chainId, height: next?.nextWindow ?? 0, under: next ? `block ${next.nextWindow}, topic ${next.topic}` : "" },
    { name: "Workers ready", value: `${view.workers.filter(one => one.level === "good").length} of ${view.workers.length}` },
    ...view.networks.map(one => ({ name: `Height of ${one.chainId}`, value: one.height > 0 ? String(one.height) : "–", under: one.blockSeconds ? `a block every ${one.blockSeconds} s` : "" })),
  ];
}

function figure(one) {
  const value = one.height === undefined ? el("span", {}, one.value) : el("span", { "data-height": one.height, "data-chain": one.chain ?? "" });
  return el("div", {}, el("dt", {}, one.name), el("dd", {}, value, one.under ? el("span", { class: "under" }, one.under) : null));
}

function worker(body, one) {
  return row(body, [
    el("span", {}, el("a", { href: link("worker", { name: one.name }) }, one.name), el("span", { class: "detail" }, `${one.role}, `, el("span", { title: one.wallet }, short(one.wallet)))),
    String(one.topic),
    el("span", {}, badge(one.level, words(one.state)), one.detail && one.level !== "good" ? el("span", { class: "detail" }, one.detail) : null, pauseButton(one)),
    one.inProgress ? el("span", {}, `nonce ${one.inProgress} under way`) : el("span", { "data-height": one.nextWindow, "data-chain": one.chainId }),
    el("span", { title: `${one.rate.succeeded} in a block, ${one.rate.failed} failed, ${one.rate.other} others` }, percent(one.rate)),
    el("span", { class: "strip", role: "img", "aria-label": `the last ${one.last.length} windows, ${one.last.filter(level => level === "bad").length} of them failed` }, one.last.map(level => el("span", { class: level }))),
  ]);
}

function wallet(body, one) {
  const spent = one.spentToday && one.budget
    ? el("span", {}, el("meter", { min: 0, max: 1, low: 0.8, high: 0.95, optimum: 0, value: Math.min(1, one.budgetPart ?? 0), "aria-label": "part of the daily budget" }),
      amount(one.spentToday), " of ", amount(one.budget))
    : "";
  return row(body, [
    el("span", { class: "mono", title: one.address }, short(one.address)),
    one.balance ? amount(one.balance) : "not known", spent, one.feesPaid ? amount(one.feesPaid) : "", one.feesBurned ? amount(one.feesBurned) : "", String(one.pending),
  ]);
}

function endpoint(body, one) {
  const level = one.state === "answered" ? one.lag > 3 ? "warning" : "good" : one.state === "not used yet" ? "neutral" : "bad";
  return row(body, [one.network, el("span", { class: "mono" }, one.address), badge(level, one.state), String(one.lag), one.retrySeconds === undefined ? "" : span(one.retrySeconds)]);
}

function amount(one) {
  return el("span", { title: `${one.exact} ` }, one.short);
}
