// Citations to copy: the sources that a record cites, each in the chosen style, with the passages in it.

import { announce, make, ui } from "./dom.js";
import { titleOf } from "./entries.js";

export class Citing {
  constructor(page) {
    this.page = page;
    this.dialog = ui("cite");
    this.styles = ui("cite-style");
    this.text = ui("cite-text");
    this.entry = null;
    for (const [name] of page.styles) this.styles.append(make("option", { value: name }, name));
    this.styles.addEventListener("change", () => this.write());
    ui("cite-copy").addEventListener("click", () => this.copy());
    ui("cite-close").addEventListener("click", () => this.dialog.close());
    for (const entry of page.entries) this.offer(entry);
  }

  /** Put a button beside the record's permanent link. */
  offer(entry) {
    const place = entry.element.querySelector(".keep");
    place?.append(make("button", { type: "button", class: "cite", "aria-label": `Cite ${titleOf(entry)}` }, "Cite"));
    place?.lastElementChild.addEventListener("click", () => this.open(entry));
  }

  open(entry) {
    this.entry = entry;
    ui("cite-title").textContent = titleOf(entry);
    this.write();
    this.dialog.showModal();
  }

  write() {
    const lines = [...this.cited()].map(([id, places]) => this.citation(id, places));
    this.text.value = lines.join("\n\n") || "This record cites no source.";
    this.text.rows = Math.min(14, Math.max(4, 3 * lines.length));
  }

  /** The sources that the record cites, each with the passages in it. */
  cited() {
    const cited = new Map();
    if (this.entry.part === "sources") cited.set(this.entry.id, new Set());
    for (const link of this.entry.element.querySelectorAll("[data-source]")) {
      const places = cited.get(link.dataset.source) ?? new Set();
      if (link.dataset.at) places.add(link.dataset.at);
      cited.set(link.dataset.source, places);
    }
    return cited;
  }

  citation(id, places) {
    const style = this.styles.selectedIndex;
    const text = Object.hasOwn(this.page.citations, id) ? this.page.citations[id][style] : id;
    const [, isText] = this.page.styles[style];
    return isText && places.size ? `${text} [${[...places].join("; ")}]` : text;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.value);
    } catch {
      this.text.select(); // a page from disk may not write to the clipboard by itself
      document.execCommand("copy");
    }
    ui("cite-copy").textContent = "Copied";
    announce("Citation copied.");
    setTimeout(() => {
      ui("cite-copy").textContent = "Copy";
    }, 2000);
  }
}
