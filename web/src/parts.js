// The parts of the page: one at a time on the screen, all of them on paper.

import { ui } from "./dom.js";

/** Shows one part at a time. */
export class Parts {
  constructor() {
    this.sections = new Map(
      [...document.querySelectorAll("[data-part]")].map((section) => [section.dataset.part, section]),
    );
    this.links = new Map([...ui("parts").querySelectorAll("a")].map((link) => [link.dataset.to, link]));
    const counts = [...this.links].map(([part, link]) => [part, link.querySelector(".count")?.textContent ?? "0"]);
    this.first = counts.find(([, count]) => count !== "0")?.[0] ?? "events"; // where the page opens
    this.shown = "";
    this.listeners = [];
  }

  has(part) {
    return this.sections.has(part);
  }

  /** Show a part and mark its link as that of the page one is on. */
  show(part) {
    if (part === this.shown) return;
    this.shown = part;
    for (const [name, section] of this.sections) section.classList.toggle("is-away", name !== part);
    for (const [name, link] of this.links) {
      if (name === part) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const listener of this.listeners) listener(part);
  }

  /** Say how many records of a part are shown; reconciled conflicts are shown, but do not count. */
  count(part, number) {
    const count = this.links.get(part)?.querySelector(".count");
    if (count) count.textContent = number.toLocaleString("en");
    const section = this.sections.get(part);
    const empty = section?.querySelector(".empty");
    if (empty) empty.hidden = number > 0 || section.querySelector("article:not([hidden])") !== null;
  }
}
