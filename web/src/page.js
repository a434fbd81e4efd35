// The complete page: the search, the records that match it, and those that are shown.

import { readAddress, readChosen, writeAddress } from "./address.js";
import { mentionsIn, sift } from "./choose.js";
import { announce, counted, make, setShown, ui } from "./dom.js";
import { PARTS, dateOf, titleOf } from "./entries.js";
import { Facets } from "./facets.js";
import { highlight } from "./highlight.js";
import { Network } from "./network.js";
import { Parts } from "./parts.js";
import { Finder } from "./search.js";
import { Chart } from "./timeline.js";

/** Hits listed under the search, best first. */
const BEST = 6;

export class Page {
  constructor(page) {
    this.page = page;
    this.records = page.entries.filter((entry) => entry.values);
    this.found = null;
    this.parts = new Parts();
    this.finder = new Finder(page);
    this.facets = new Facets(page, () => this.change());
    this.chart = new Chart(page, (entry) => this.open(entry.id), () => ui("within").checked && this.change());
    this.network = new Network(page, (id) => this.open(id));
    this.parts.listeners.push((part) => part === "meetings" && this.network.draw());
    this.listen();
    new ResizeObserver(() => this.makeRoom()).observe(ui("bar"));
    this.makeRoom();
    this.follow();
    this.finder.buildInTime();
  }

  listen() {
    ui("search").addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.change(), 120);
    });
    ui("search").form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change();
    });
    ui("within").addEventListener("change", () => this.change());
    ui("show-filters").addEventListener("click", () => this.toggleFilters());
    addEventListener("hashchange", () => this.follow());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  /** Keep what is jumped to clear of the bar that stays at the top. */
  makeRoom() {
    document.documentElement.style.setProperty("--bar", `${ui("bar").offsetHeight}px`);
  }

  press(event) {
    const isTyping = event.target.closest("input, textarea, select, dialog");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      ui("search").focus();
    } else if (event.key === "Escape" && event.target === ui("search")) {
      ui("search").value = "";
      this.change();
    }
  }

  toggleFilters() {
    const isOpen = ui("facets").classList.toggle("is-open");
    ui("show-filters").setAttribute("aria-expanded", isOpen);
  }

  /** Go where the address says. */
  follow() {
    const { id, wanted } = readAddress(location.hash);
    if (wanted) {
      ui("search").value = wanted.get("q") ?? "";
      this.facets.choose(readChosen(wanted, this.page.facets));
      for (const range of this.facets.ranges) range.set(wanted.get(range.key) ?? "");
      this.refresh();
      this.parts.show(this.parts.has(wanted.get("part")) ? wanted.get("part") : this.parts.first);
      return;
    }
    if (!this.parts.shown) this.refresh();
    const part = id.replace(/^_/, "");
    if (id.startsWith("_") && this.parts.has(part)) {
      this.parts.show(part);
      this.write(part);
    } else if (this.page.byId.has(id)) {
      this.reveal(this.page.byId.get(id));
    } else if (!this.parts.shown) {
      this.parts.show(this.parts.first);
    }
  }

  /** Open a record, as a link to it would. */
  open(id) {
    const hash = `#${encodeURIComponent(id)}`;
    if (location.hash === hash) this.reveal(this.page.byId.get(id));
    else location.hash = hash;
  }

  /** Bring a record before the reader, whatever hides it. */
  reveal(entry) {
    if (entry.element.hidden) {
      ui("search").value = "";
      ui("within").checked = false;
      this.facets.empty();
      this.refresh();
    }
    this.parts.show(entry.part);
    if (entry.part === "events") this.chart.reveal(entry);
    for (const old of document.querySelectorAll(".is-open-record")) old.classList.remove("is-open-record");
    entry.element.classList.add("is-open-record");
    entry.element.tabIndex = -1;
    entry.element.focus({ preventScroll: true });
    entry.element.scrollIntoView({ block: "start" });
  }

  /** Show the records that match a changed search, and write it into the address. */
  change() {
    clearTimeout(this.waiting); // the pending search would replace the matches while a reader clicks one
    this.refresh();
    this.write(this.parts.shown);
  }

  write(part) {
    const bounds = this.facets.bounded.map(({ key, text }) => [key, text]);
    const address = writeAddress(part, ui("search").value.trim(), this.page.facets, this.facets.chosen, bounds);
    history.replaceState(null, "", address);
  }

  refresh() {
    const query = ui("search").value.trim();
    this.found = query ? this.finder.find(query) : null;
    const hits = this.found && new Set(this.found.entries);
    const { bounded } = this.facets;
    const isInRanges = (entry) => bounded.every((range) => range.passes(entry));
    const passes = (entry) => (!hits || hits.has(entry)) && this.isInTime(entry) && isInRanges(entry);
    const { kept, counts } = sift(this.records, this.page.facets, this.facets.chosen, passes);
    this.facets.update(counts);
    this.doubtful = markDoubtful(kept, bounded);
    this.show(kept, hits);
    this.tell(query);
    highlight(this.found?.entries.filter((entry) => !entry.element.hidden) ?? [], this.found?.terms ?? new Set());
  }

  isInTime(entry) {
    return !ui("within").checked || this.chart.covers(entry);
  }

  show(kept, hits) {
    const isWhole = !hits && !this.facets.size && !ui("within").checked;
    const mentions = mentionsIn(kept, this.page.facets);
    const isShown = (entry) => {
      if (entry.values) return kept.has(entry);
      if (isWhole || hits?.has(entry)) return true;
      return entry.mentions !== null && mentions[entry.mentions.place][entry.mentions.value] > 0;
    };
    this.totals = Object.fromEntries(Object.keys(PARTS).map((part) => [part, 0]));
    for (const entry of this.page.entries) {
      const shown = isShown(entry);
      setShown(entry.element, shown);
      this.totals[entry.part] += shown && !("uncounted" in entry.element.dataset);
    }
    for (const group of document.querySelectorAll(".group")) {
      setShown(group, group.querySelector("article:not([hidden])") !== null);
    }
    const events = this.records.filter((entry) => entry.part === "events" && kept.has(entry));
    if (!ui("within").checked) this.chart.show(events, isWhole);
    this.network.keep(kept);
    if (this.parts.shown === "meetings") this.network.draw();
    for (const [part, total] of Object.entries(this.totals)) this.parts.count(part, total);
    this.parts.count("meetings", this.network.size);
  }

  /** Report how much is shown, and how a search found it. */
  tell(query) {
    const said = [this.page.entries.some(({ part }) => part === "events" || part === "claims") ? this.happened() : this.named()];
    for (const { warning } of this.facets.bounded) if (warning) said.push(warning);
    if (this.doubtful) said.push(`${this.doubtful.toLocaleString("en")} perhaps`);
    if (this.found?.refused) said.push(this.found.refused);
    if (this.found?.isElsewhere) said.push(`type in a terminal: sinoru search ${quotedForShell(query)}`);
    if (this.found?.unknown.size) said.push(`no matches for “${[...this.found.unknown].join(" ")}”; showing similar spellings`);
    if (query && this.found.isRelaxed && this.found.entries.length) said.push("no record contains all the words; showing records with some of them");
    announce(said.join(" · "));
    const best = (this.found?.entries ?? []).filter((entry) => !entry.element.hidden).slice(0, BEST);
    ui("best").replaceChildren(...best.map((entry) => bestHit(entry)));
    setShown(ui("best"), best.length > 0);
    const chosen = this.facets.size;
    ui("show-filters").textContent = chosen ? `Filters (${chosen})` : "Filters";
    ui("asked").textContent = query || chosen ? `Shown: ${this.asked(query)}.` : "";
  }

  happened() {
    const { events, claims } = this.totals;
    return `${counted(events, "event")}, ${counted(claims, "claim")}`;
  }

  /** How much is shown of a page without events and claims. */
  named() {
    const shown = Object.entries(this.totals).filter(([, total]) => total > 0);
    return `No events; ${shown.map(([part, total]) => counted(total, PARTS[part], part)).join(", ") || "nothing is shown"}`;
  }

  /** The search in words, for a printed page. */
  asked(query) {
    const parts = this.page.facets.map((facet, place) => {
      const labels = [...this.facets.chosen[place]].map((value) => facet.values[value][1]);
      return labels.length ? `${facet.label.toLowerCase()} ${labels.join(" or ")}` : "";
    });
    const bounds = this.facets.bounded.map((range) => range.words);
    return [query && `“${query}”`, ...parts, ...bounds].filter(Boolean).join("; ");
  }
}

/** Mark the records that pass a range only in one of the meanings of their value; return how many they are. */
function markDoubtful(kept, bounded) {
  for (const old of document.querySelectorAll(".is-perhaps")) old.classList.remove("is-perhaps");
  const doubtful = [...kept].filter((entry) => bounded.some((range) => !range.isSure(entry)));
  for (const { element } of doubtful) element.classList.add("is-perhaps");
  return doubtful.length;
}

function quotedForShell(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function bestHit(entry) {
  const date = dateOf(entry);
  return make(
    "li",
    {},
    make("span", { class: "what" }, PARTS[entry.part]),
    make("a", { href: `#${encodeURIComponent(entry.id)}` }, make("bdi", {}, titleOf(entry))),
    date && make("span", { class: "when" }, date),
  );
}
