import { badge, byId, el, emptyRow, row, sync } from "./dom.js";
import { listen } from "./live.js";

const listed = 20;

listen("events?chain", show);

function show(chain) {
  byId("title").textContent = chain.chainId;
  sync(byId("figures"), [
    { name: "Height", value: String(chain.height) },
    { name: "State", value: chain.state },
    { name: "Nodes up", value: String(chain.nodes.length), under: chain.nodes.join(" ") },
  ], one => one.name, one => el("div", {}, el("dt", {}, one.name), el("dd", {}, one.value, one.under ? el("span", { class: "under" }, one.under) : null)));
  fill("blocks", chain.blocks.slice(0, listed), one => one.height, one => [String(one.height), String(one.transactions), one.opened.map(topic => `topic ${topic}`).join(", ")], "No block yet.");
  fill("transactions", chain.transactions, one => one.hash, one => [
    String(one.height), el("span", { class: "mono", title: one.hash }, one.hash.slice(0, 16)),
    el("span", {}, badge(one.code === 0 ? "good" : "bad", one.code === 0 ? "included" : `code ${one.code}`), one.log ? el("span", { class: "detail" }, one.log) : null), String(one.gasUsed)], "No transaction yet.");
  fill("faults", chain.faults, one => one.name, one => [one.name, String(one.hits)], "None: the chain does what a healthy one does.");
}

function fill(id, items, keyOf, cells, nothing) {
  const body = byId(id);
  sync(body, items.length > 0 ? items : [{ nothing }], one => one.nothing ?? keyOf(one), one => one.nothing ? emptyRow(body, one.nothing) : row(body, cells(one)));
}
