// The page's stream of messages. The browser connects again by itself; while it cannot, the page shows that it is out of date.
import { byId } from "./dom.js";

export function listen(address, show) {
  const state = byId("live");
  const source = new EventSource(address);
  source.onmessage = message => {
    set("good", "live");
    show(JSON.parse(message.data));
  };
  source.onerror = () => {
    set("bad", source.readyState === EventSource.CLOSED ? "closed: reload the page" : "no connection to the host");
  };

  function set(level, text) {
    state.className = `live ${level}`;
    if (state.textContent !== text)
      state.textContent = text;
  }
}
