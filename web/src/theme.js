// Light or dark: as the system has it, until the reader chooses.

import { ui } from "./dom.js";

const KEY = "sinoru-theme";
const NAMES = { auto: "Colours: system", light: "Colours: light", dark: "Colours: dark" };

export function startTheme() {
  const button = ui("theme");
  const order = Object.keys(NAMES);
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = NAMES[theme];
  };
  set(order.includes(stored()) ? stored() : "auto");
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = order[(order.indexOf(document.documentElement.dataset.theme) + 1) % order.length];
    set(theme);
    store(theme);
  });
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a page from disk may have no storage
  }
}

function store(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // it lasts as long as the page
  }
}
