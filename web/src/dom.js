// Making and finding elements. Text enters the document as text nodes and attributes only, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element; `on*` properties are listeners, `class` and the like attributes. */
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Make an SVG element. */
export function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** The page's own element of this name. Corpora can set ids, so ours are found by an attribute. */
export function ui(name) {
  return document.querySelector(`[data-ui="${name}"]`);
}

/** Show or hide; writes only where something changes. */
export function setShown(element, isShown) {
  if (element.hasAttribute("hidden") === isShown) element.toggleAttribute("hidden", !isShown); // SVG has no `hidden`
}

/** Announce a text to readers who do not see the page; it is also shown beside the search. */
export function announce(text) {
  ui("status").textContent = text;
}

/** One of many: `1 event`, `2,000 events`. */
export function counted(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}
