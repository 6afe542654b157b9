import { badge, byId, el, emptyRow, row } from "./dom.js";
import { digits, link, time, words } from "./format.js";
import { readSession } from "./session.js";

const query = new URLSearchParams(location.search);
const form = byId("filter");
const names = ["worker", "topic", "status", "from", "until"];
const chosen = Object.fromEntries(names.map(name => [name, query.get(name) ?? ""]));

// The address is the choice: what is shown can be kept as a link.
form.addEventListener("submit", event => {
  event.preventDefault();
  location.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
});
byId("csv").href = link("api/history.csv", utc(chosen));
await readSession();
const answer = await fetch(link("api/history", { ...utc(chosen), afterNonce: query.get("afterNonce") ?? "", afterWorker: query.get("afterWorker") ?? "" }));
if (answer.ok)
  show(await answer.json());
else
  say(await answer.text());

function utc(choice) {
  return Object.fromEntries(Object.entries(choice).map(([name, value]) => [name, value && (name === "from" || name === "until") && !/Z|[+-]\d\d:\d\d$/.test(value) ? `${value}Z` : value]));
}

function show(view) {
  options("worker", view.workers);
  options("topic", view.topics.map(String));
  options("status", view.statuses, words);
  form.elements.from.value = chosen.from;
  form.elements.until.value = chosen.until;
  const body = byId("windows");
  body.replaceChildren(...(view.windows.length === 0 ? [emptyRow(body, "No window matches.")] : view.windows.map(one => row(body, [
    time(one.seen),
    el("a", { href: link("worker", { name: one.worker }) }, one.worker), String(one.topic),
    el("a", { href: link("window", { worker: one.worker, nonce: one.nonce }) }, String(one.nonce)),
    el("span", {}, badge(one.level, words(one.status)), one.message && one.level === "bad" ? el("span", { class: "detail" }, one.message) : null),
    el("span", { title: one.value }, digits(one.value)), el("span", { title: one.networkValue }, digits(one.networkValue)),
    one.fee ? el("span", { title: one.fee.exact }, one.fee.short) : "", el("span", { title: one.score }, digits(one.score)),
    one.reward ? el("span", { title: one.reward.exact }, one.reward.short) : ""]))));
  byId("next").hidden = view.nextNonce === undefined;
  byId("next").href = link("history", { ...chosen, afterNonce: view.nextNonce, afterWorker: view.nextWorker });
}

function options(name, values, text = value => value) {
  const select = form.elements[name];
  for (const value of new Set([...values, chosen[name]]))
    if (value)
      select.append(el("option", { value, selected: value === chosen[name] }, text(value)));
}

function say(text) {
  byId("message").hidden = false;
  byId("message").textContent = text;
}
