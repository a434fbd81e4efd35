// The timeline above the events. The list below says the same; so the drawing is one stop for the keyboard, and
// what it has under the cursor is read out.

import moment from "moment";
import { DataSet } from "vis-data/esnext";
import { Timeline } from "vis-timeline/esnext";

import { announce, counted, make, ui } from "./dom.js";
import { dateOf, titleOf } from "./entries.js";
import { gather } from "./gather.js";

const DAY = 86_400_000;
/** Days before and after 1970 that a Date can tell. */
const FURTHEST = 99_000_000;
/** Letters of a title in the drawing; the list has all of it. */
const LONGEST = 44;
/** Columns in which no title can be read. */
const NARROW = 60;

export class Chart {
  constructor(page, onOpen, onMove) {
    this.page = page;
    this.entries = [];
    this.at = -1;
    this.heaps = new Map();
    this.drawn = "";
    this.onOpen = onOpen;
    this.frame = ui("chart");
    this.period = page.period.every((day) => day !== null) ? widened(page.period) : null;
    this.chart = new Timeline(this.frame, new DataSet([]), this.options());
    this.chart.on("click", (at) => at.item != null && this.open(at.item));
    this.chart.on("rangechanged", () => {
      this.draw();
      onMove();
    });
    this.frame.addEventListener("keydown", (event) => this.press(event));
    for (const button of ui("chart-buttons").querySelectorAll("button")) {
      button.addEventListener("click", () => this.turn(button.dataset.do));
    }
  }

  options() {
    return {
      ...(this.period && { start: this.period[0], end: this.period[1] }),
      moment: (date) => moment(date).utc(),
      template: (item) => item.label, // an element: nothing here is read as markup
      align: "left",
      height: 244,
      margin: { axis: 8, item: { horizontal: 4, vertical: 4 } },
      orientation: "top",
      zoomKey: "ctrlKey",
      verticalScroll: true,
      showCurrentTime: false,
      showTooltips: false,
      zoomMin: 3 * DAY,
      selectable: true,
    };
  }

  /** Draw these events. */
  show(entries, isWhole) {
    this.entries = entries.filter((entry) => isDrawable(entry));
    this.at = -1;
    if (!this.entries.length) this.draw();
    else if (isWhole) this.setWindow(this.period ?? this.whole());
    else this.setWindow(this.whole());
    this.draw();
  }

  /** Draw what there is room for in the time shown. */
  draw() {
    const { start, end } = this.chart.getWindow();
    const at = this.entries[this.at];
    const narrow = ((end - start) / DAY / (this.frame.clientWidth || 800)) * NARROW;
    const drawn = gather(this.entries, start / DAY, end / DAY, this.frame.clientWidth || 800, at);
    const key = `${Math.round(narrow)} ${drawn.map(({ entry, entries }) => entry?.id ?? `${entries[0].id}+${entries.length}`).join(" ")}`;
    if (key === this.drawn) return;
    this.drawn = key;
    this.heaps = new Map(drawn.filter(({ entries }) => entries).map((heap) => [heapId(heap), heap]));
    this.chart.setItems(new DataSet(drawn.map((one) => (one.entry ? itemOf(one.entry, narrow) : heapOf(one)))));
    if (at) this.chart.setSelection([at.id]);
  }

  setWindow([start, end]) {
    this.chart.setWindow(start, end, { animation: false });
  }

  /** The time from the first event to the last. */
  whole() {
    const first = Math.min(...this.entries.map((entry) => entry.first));
    const last = Math.max(...this.entries.map((entry) => entry.last));
    return widened([first, last]);
  }

  /** Return whether an event may fall into the period that is drawn. */
  covers(entry) {
    const { start, end } = this.chart.getWindow();
    return (entry.last ?? Infinity) * DAY >= +start - DAY && (entry.first ?? -Infinity) * DAY <= +end;
  }

  /** Bring an event into the time that is drawn. */
  reveal(entry) {
    if (!isDrawable(entry)) return;
    this.at = this.entries.indexOf(entry);
    if (!this.covers(entry)) this.chart.moveTo(entry.first * DAY, { animation: false });
    this.draw();
    this.chart.setSelection(this.at < 0 ? [] : [entry.id]);
  }

  open(id) {
    const heap = this.heaps.get(id);
    if (heap) this.setWindow(widened([heap.first, heap.last]));
    const entry = this.page.byId.get(id);
    if (entry) this.onOpen(entry);
  }

  turn(action) {
    const { start, end } = this.chart.getWindow();
    const half = (end - start) / 2;
    const still = { animation: false };
    if (action === "in") this.chart.zoomIn(0.5, still);
    else if (action === "out") this.chart.zoomOut(0.5, still);
    else if (action === "all" && this.entries.length) this.setWindow(this.whole());
    else if (action === "period" && this.period) this.setWindow(this.period);
    else if (action === "earlier") this.setWindow([+start - half, +end - half]);
    else if (action === "later") this.setWindow([+start + half, +end + half]);
  }

  press(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const turns = { "+": "in", "=": "in", "-": "out", 0: "period", PageUp: "earlier", PageDown: "later" };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) this.step(steps[event.key]);
    else if (event.key in turns) this.turn(turns[event.key]);
    else if (event.key === "Enter" && this.at >= 0) this.onOpen(this.entries[this.at]);
    else return;
    event.preventDefault();
  }

  /** Go to the next event, or the first or last one, and read it out. */
  step(by) {
    if (!this.entries.length) return;
    const start = this.at < 0 && by === 1 ? this.nearest() - 1 : this.at;
    const entry = this.entries[Math.min(Math.max(start + by, 0), this.entries.length - 1)];
    this.reveal(entry);
    announce(`${dateOf(entry)}: ${titleOf(entry)}. Press Enter to open it.`);
  }

  /** The first event of the time that is drawn. */
  nearest() {
    return Math.max(0, this.entries.findIndex((entry) => this.covers(entry)));
  }
}

function isDrawable(entry) {
  return [entry.first, entry.last].every((day) => day !== null && Math.abs(day) < FURTHEST);
}

function widened([first, last]) {
  const margin = Math.max(1, (last - first) * 0.02);
  return [(first - margin) * DAY, (last + 1 + margin) * DAY];
}

/** What lasts no longer than `narrow` days has no room for its title inside, and becomes a flag at its first day. */
function itemOf(entry, narrow) {
  const isDay = entry.last - entry.first <= narrow;
  return {
    id: entry.id,
    label: label(entry),
    content: "",
    start: entry.first * DAY,
    ...(!isDay && { end: (entry.last + 1) * DAY }),
    type: isDay ? "box" : "range",
    className: entry.isExact ? "" : "is-vague",
  };
}

function label(entry) {
  const title = titleOf(entry);
  const short = title.length > LONGEST ? `${title.slice(0, LONGEST).trimEnd()}…` : title;
  return make("bdi", { title: `${dateOf(entry)}: ${title}` }, short);
}

function heapId(heap) {
  return `_heap-${heap.entries[0].id}`;
}

function heapOf(heap) {
  const text = counted(heap.entries.length, "event");
  const start = Math.min(...heap.entries.map((entry) => entry.first));
  return { id: heapId(heap), label: make("span", {}, text), content: "", start: start * DAY, type: "box", className: "is-heap" };
}
