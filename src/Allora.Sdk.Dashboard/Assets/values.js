// Values with and without labels: "0.1", or "up=0.7, down=0.3".

export function byLabel(text) {
  if (text === undefined)
    return {};
  if (!text.includes("="))
    return number("", text);
  return Object.assign({}, ...text.split(", ").map(part => {
    const at = part.lastIndexOf("=");
    return at < 0 ? {} : number(part.slice(0, at), part.slice(at + 1));
  }));
}

function number(label, text) {
  const value = Number(text);
  return Number.isFinite(value) && text !== "" ? { [label]: value } : {};
}

/// One plot for each label: [{ label, own: [[nonce, value]], network: [[nonce, value]] }], oldest first.
export function seriesOf(windows) {
  const labels = new Map();
  for (const one of windows) {
    add(one.nonce, byLabel(one.value), "own");
    add(one.nonce, byLabel(one.networkValue), "network");
  }
  // A label that only the network has is not this worker's.
  return [...labels].filter(([, series]) => series.own.length > 0).map(([label, series]) => ({ label, ...series }));

  function add(nonce, values, which) {
    for (const [label, value] of Object.entries(values)) {
      if (!labels.has(label))
        labels.set(label, { own: [], network: [] });
      labels.get(label)[which].push([nonce, value]);
    }
  }
}
