// Time until a window opens, from heights and the measured time of a block: the clocks of this page and of the host need not agree.
import { span } from "./format.js";

const networks = new Map();

export function learn(network) {
  const known = networks.get(network.chainId);
  networks.set(network.chainId, { ...network, at: known?.height === network.height ? known.at : performance.now() });
}

export function until(chainId, height) {
  const network = networks.get(chainId);
  if (!network || !height || !network.height)
    return undefined;
  const blocks = height - network.height;
  if (blocks <= 0)
    return { seconds: 0, text: "about now" };
  if (!network.blockSeconds)
    return { seconds: Infinity, text: `in ${blocks} blocks` };
  const seconds = Math.max(0, blocks * network.blockSeconds - (performance.now() - network.at) / 1000);
  return { seconds, text: seconds < 1 ? "about now" : `in ${span(seconds)}` };
}

/// Writes the time left into every element that names a height.
export function tick() {
  for (const element of document.querySelectorAll("[data-height]")) {
    const text = until(element.dataset.chain, Number(element.dataset.height))?.text ?? "–";
    if (element.textContent !== text)
      element.textContent = text;
  }
}

setInterval(tick, 1000);
