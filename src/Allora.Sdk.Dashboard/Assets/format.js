// Texts for people.

export const words = text => text.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

export function short(address) {
  return address.length > 20 ? `${address.slice(0, 10)}…${address.slice(-6)}` : address;
}

export function ms(value) {
  if (value === undefined)
    return "";
  return value >= 10000 ? `${(value / 1000).toFixed(1)} s` : value >= 100 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`;
}

export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90)
    return `${s} s`;
  if (s < 5400)
    return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
  return s < 172800 ? `${Math.floor(s / 3600)} h ${Math.round(s % 3600 / 60)} min` : `${Math.round(s / 86400)} days`;
}

export const time = iso => iso ? iso.replace("T", " ").replace("Z", "") : "";

/// Shortens the numbers of a value, with labels or without.
export function digits(text, most = 12) {
  return (text ?? "").replace(/-?\d[\d.]*(?:e[+-]?\d+)?/gi, number => number.length > most && Number.isFinite(Number(number)) ? String(Number(Number(number).toPrecision(6))) : number);
}

export function percent(rate) {
  const judged = rate.succeeded + rate.failed;
  return judged === 0 ? "–" : `${(100 * rate.succeeded / judged).toFixed(rate.failed === 0 ? 0 : 1)} %`;
}

export const link = (page, values) => `${page}?${new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""))}`;
