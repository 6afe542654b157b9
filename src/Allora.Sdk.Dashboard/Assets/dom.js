// Builds elements. Texts become text nodes, so nothing that a chain, a model or an error contains is ever read as HTML.

const svgSpace = "http://www.w3.org/2000/svg";

export const byId = id => document.getElementById(id);

export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(svgSpace, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== ""));
  return element;
}

/// Makes the children of a parent those of a list. What has not changed stays the same element, so focus and selection stay as well.
export function sync(parent, items, keyOf, render) {
  const known = new Map([...parent.children].map(child => [child.syncKey, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const content = JSON.stringify(item);
    let child = known.get(key);
    if (child?.syncContent !== content) {
      const fresh = render(item);
      fresh.syncKey = key;
      fresh.syncContent = content;
      if (child) {
        const hadFocus = child.contains(document.activeElement);
        if (place === child)
          place = fresh;
        child.replaceWith(fresh);
        if (hadFocus)
          fresh.querySelector("a, button")?.focus();
      }
      child = fresh;
    }
    known.delete(key);
    if (child === place)
      place = place.nextElementSibling;
    else
      parent.insertBefore(child, place);
  }
  for (const gone of known.values())
    gone.remove();
}

/// A row whose cells carry the names of their columns, for narrow screens.
export function row(table, cells) {
  const heads = [...table.closest("table").querySelectorAll("thead th")];
  return el("tr", {}, cells.map((cell, i) =>
    el("td", { class: heads[i].className || null, "data-name": heads[i].textContent }, ...[cell].flat())));
}

export function emptyRow(table, text) {
  return el("tr", {}, el("td", { class: "empty", colspan: table.closest("table").querySelectorAll("thead th").length }, text));
}

export function badge(level, text) {
  return el("span", { class: `badge ${level}` }, text);
}
