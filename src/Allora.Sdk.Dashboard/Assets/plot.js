// Line plots by nonce, as SVG. Lines keep their order and pattern, so that equal series stay visible: a dashed one lies over a full one.
import { el, svg } from "./dom.js";
import { digits } from "./format.js";

const [height, left, right, top, bottom] = [220, 74, 14, 10, 26];
const narrow = matchMedia("(max-width: 46rem)");

/// series: [{ name, points: [[nonce, value]] }], failed: nonces without a value.
export function plot(title, unit, series, failed = []) {
  // Drawn about as wide as it is shown, so that its texts keep their size.
  const width = narrow.matches ? 360 : 640;
  const shown = series.filter(one => one.points.length > 0);
  const caption = el("figcaption", {}, el("b", {}, unit ? `${title} (${unit})` : title),
    shown.map((one, i) => el("span", {}, el("span", { class: `swatch series-${i % 5 + 1}` }), `${one.name} ${digits(String(one.points.at(-1)[1]))}`)));
  const all = shown.flatMap(one => one.points);
  if (all.length === 0)
    return el("figure", {}, caption, el("p", { class: "note" }, "No window yet."));
  const x = scale([...all.map(point => point[0]), ...failed], left, width - right);
  const y = scale(all.map(point => point[1]), height - bottom, top);
  const drawing = svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}: ${shown.map(one => `${one.name}, last ${one.points.at(-1)[1]}`).join("; ")}` },
    [y.from, (y.from + y.to) / 2, y.to].map(value => [
      svg("line", { class: "grid", x1: left, x2: width - right, y1: y.at(value), y2: y.at(value) }),
      svg("text", { x: left - 8, y: y.at(value) + 4, "text-anchor": "end" }, digits(value.toPrecision(4))),
    ]),
    svg("text", { x: left, y: height - 6 }, `nonce ${x.min}`),
    x.max > x.min ? svg("text", { x: width - right, y: height - 6, "text-anchor": "end" }, String(x.max)) : null,
    failed.map(nonce => svg("path", { class: "failed", d: `M${x.at(nonce) - 4} ${height - bottom - 4}l8 8m0 -8l-8 8` }, svg("title", {}, `nonce ${nonce}: no value`))),
    shown.map((one, i) => [
      svg("path", { class: `line series-${i % 5 + 1}`, d: one.points.map((point, n) => `${n === 0 ? "M" : "L"}${x.at(point[0]).toFixed(1)} ${y.at(point[1]).toFixed(1)}`).join("") }),
      one.points.length > 60 ? null : one.points.map(point => svg("circle", { class: `series-${i % 5 + 1}`, cx: x.at(point[0]).toFixed(1), cy: y.at(point[1]).toFixed(1), r: 3 }, svg("title", {}, `${one.name}, nonce ${point[0]}: ${point[1]}`))),
    ]));
  return el("figure", {}, caption, drawing);
}

function scale(values, start, end) {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  // A single value is drawn in the middle.
  const margin = max > min ? 0 : Math.max(1e-9, Math.abs(max) / 2);
  const [from, to] = [min - margin, max + margin];
  return { from, to, min, max, at: value => start + (value - from) / (to - from) * (end - start) };
}
