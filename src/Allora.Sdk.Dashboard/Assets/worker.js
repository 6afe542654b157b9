import { badge, byId, el, emptyRow, row, sync } from "./dom.js";
import { digits, link, ms, percent, time, words } from "./format.js";
import { learn, tick } from "./countdown.js";
import { listen } from "./live.js";
import { pauseButton, readSession } from "./session.js";
import { plot } from "./plot.js";
import { seriesOf } from "./values.js";

const name = new URLSearchParams(location.search).get("name") ?? "";
const kept = 200;
const listed = 40;
const windows = new Map();
let drawn = "";

document.title = `${name} - Allora workers`;
byId("title").textContent = name;
byId("more").href = link("history", { worker: name });
await readSession();
listen(link("events", { worker: name }), show);

function show(view) {
  const one = view.worker;
  learn(view.network);
  byId("state").replaceChildren(badge(one.level, words(one.state)), one.detail ? ` ${one.detail}` : "", pauseButton(one) ?? "");
  sync(byId("figures"), figures(view), figure => figure.name, figure);
  sync(byId("states"), view.states.map((state, i) => ({ i: view.states.length - i, ...state })), state => state.i, state =>
    el("li", {}, el("span", { class: "soft mono" }, time(state.since)), ` ${words(state.state)} `, el("span", { class: "soft" }, state.detail)));
  for (const window of view.windows)
    windows.set(window.nonce, window);
  const newest = [...windows.values()].sort((a, b) => b.nonce - a.nonce);
  for (const old of newest.splice(kept))
    windows.delete(old.nonce);
  list(newest);
  draw([...newest].reverse());
  tick();
}

function figures(view) {
  const one = view.worker;
  return [
    { name: "Topic", value: String(one.topic), under: one.role },
    { name: "Success", value: percent(one.rate), under: `${one.rate.succeeded} of ${one.rate.succeeded + one.rate.failed} windows` },
    one.inProgress ? { name: "Under way", value: `nonce ${one.inProgress}` } : { name: "Next window", height: one.nextWindow, chain: one.chainId, under: one.nextWindow ? `block ${one.nextWindow}` : "" },
    { name: "Height", value: String(view.network.height), under: view.network.chainId },
  ];
}

function figure(one) {
  const value = one.height === undefined ? el("span", {}, one.value) : el("span", { "data-height": one.height, "data-chain": one.chain });
  return el("div", {}, el("dt", {}, one.name), el("dd", {}, value, one.under ? el("span", { class: "under" }, one.under) : null));
}

function list(newest) {
  sync(byId("timeline"), [...newest].reverse().map(one => ({ nonce: one.nonce, level: one.level, text: `nonce ${one.nonce}: ${words(one.status)}` })), one => one.nonce, one =>
    el("li", { class: one.level }, el("a", { href: link("window", { worker: name, nonce: one.nonce }), title: one.text, "aria-label": one.text })));
  const body = byId("windows");
  const rows = newest.slice(0, listed);
  sync(body, rows.length > 0 ? rows : [{ nothing: true }], one => one.nonce ?? "", one => one.nothing ? emptyRow(body, "No window yet.") : row(body, [
    el("a", { href: link("window", { worker: name, nonce: one.nonce }) }, String(one.nonce)),
    el("span", {}, badge(one.level, words(one.status)), one.stage ? ` ${one.stage.toLowerCase()}` : "", one.message && one.level === "bad" ? el("span", { class: "detail" }, one.message) : null, one.fallback ? el("span", { class: "detail" }, `fallback: ${words(one.fallback)}`) : null),
    el("span", { title: one.value }, digits(one.value)), el("span", { title: one.networkValue }, digits(one.networkValue)),
    ms(one.timings.sent), ms(one.timings.confirmed), one.fee ? el("span", { title: one.fee.exact }, one.fee.short) : "",
    el("span", { title: one.score }, digits(one.score)), one.rank ? `${one.rank} of ${one.ranked}` : "", one.reward ? el("span", { title: one.reward.exact }, one.reward.short) : "",
  ]));
}

// Plots are drawn again only if a window has changed.
function draw(oldest) {
  const content = JSON.stringify(oldest);
  if (content === drawn)
    return;
  drawn = content;
  const failed = oldest.filter(one => one.level === "bad").map(one => one.nonce);
  const values = seriesOf(oldest);
  byId("values").replaceChildren(...(values.length > 0 ? values : [{ label: "", own: [], network: [] }]).map(one =>
    plot(one.label ? `Label ${one.label}` : "Value", "", [{ name: "own", points: one.own }, { name: "network", points: one.network }], failed)));
  byId("latency").replaceChildren(
    plot("Until sent", "ms", [stage("model", one => one.predicted - one.predictionStarted), stage("sent", one => one.sent), stage("answered", one => one.answered)]),
    plot("Until in a block", "s", [stage("in a block", one => one.confirmed / 1000)]));
  byId("scores").replaceChildren(
    plot("Score", "", [{ name: "score", points: oldest.filter(one => one.score !== undefined).map(one => [one.nonce, Number(one.score)]) }]),
    plot("Rank, 1 is the best", "", [{ name: "rank", points: oldest.filter(one => one.rank).map(one => [one.nonce, one.rank]) }]));

  function stage(title, of) {
    return { name: title, points: oldest.map(one => [one.nonce, of(one.timings)]).filter(point => Number.isFinite(point[1])) };
  }
}
