import { badge, byId, el, emptyRow, row } from "./dom.js";
import { digits, link, ms, short, words } from "./format.js";
import { readSession } from "./session.js";

const query = new URLSearchParams(location.search);
const [worker, nonce] = [query.get("worker") ?? "", query.get("nonce") ?? ""];

byId("title").textContent = `${worker}, nonce ${nonce}`;
document.title = `${worker}, nonce ${nonce} - Allora workers`;
await readSession();
const answer = await fetch(link("api/window", { worker, nonce }));
if (answer.ok)
  show(await answer.json());
else
  byId("summary").textContent = await answer.text();

function show(view) {
  const one = view.window;
  byId("summary").replaceChildren(badge(one.level, words(one.status)), ` ${view.summary}`);
  byId("links").replaceChildren(
    el("a", { href: link("worker", { name: worker }) }, `Worker ${worker}`), ", ",
    el("a", { href: link("history", { topic: one.topic }) }, `all windows of topic ${one.topic}`));
  byId("steps").replaceChildren(...view.steps.map(step => el("li", { class: step.level },
    el("span", { class: "at" }, [step.at !== undefined ? `after ${ms(step.at)}` : "", step.height ? `block ${step.height}` : ""].filter(part => part).join(", ")),
    ` ${words(step.name)} `,
    el("span", { class: "soft" }, [step.took !== undefined ? `took ${ms(step.took)}` : "", step.detail].filter(part => part).join(": ")))));
  byId("facts").replaceChildren(...view.facts.flatMap(fact => [el("dt", {}, fact.name), el("dd", { title: fact.exact }, fact.value)]));
  byId("findings-part").hidden = view.findings.length === 0;
  byId("findings").replaceChildren(...view.findings.map(finding => el("li", { class: finding.severity === "Refusal" ? "bad" : "warning" }, `${finding.guard}: ${finding.message}`)));
  byId("missing").hidden = !view.missing;
  byId("missing").textContent = view.missing ?? "";
  const body = byId("peers");
  body.replaceChildren(...(view.peers.length === 0 ? [emptyRow(body, "No values are known.")] : view.peers.map(peer => row(body, [
    el("span", { title: peer.address, class: peer.address === "network" ? null : "mono" }, short(peer.address), peer.isOwn ? " (own)" : ""),
    el("span", { title: peer.value }, digits(peer.value)), el("span", { title: peer.score }, digits(peer.score))]))));
}
