// What the host allows: pausing and resuming workers, and the page of its own chain.
import { el } from "./dom.js";

let session = { canPause: false };

export async function readSession() {
  const answer = await fetch("api/session");
  if (answer.ok)
    session = await answer.json();
  document.getElementById("chain-link").hidden = !session.hasChain;
}

export function pauseButton(worker) {
  if (!session.canPause || !worker.canPause)
    return null;
  const action = worker.isPaused ? "resume" : "pause";
  const button = el("button", { type: "button", class: "pause", "aria-label": `${action} ${worker.name}` }, worker.isPaused ? "Resume" : "Pause");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch(`api/${action}?${new URLSearchParams({ worker: worker.name })}`, { method: "POST", headers: { [session.antiForgeryHeader]: session.antiForgery } });
    button.disabled = false;
    if (!answer.ok)
      button.replaceWith(el("span", { class: "detail" }, await answer.text()));
  });
  return button;
}
