// Who met whom, as a diagram: people are dots, the nearer the more often they met. The table below has the same.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

import { counted, draw, setShown, ui } from "./dom.js";

/** People in the drawing: those who met most. */
const MOST = 60;
const WIDTH = 900;
const HEIGHT = 640;
const STEPS = 300;
/** About the width of a letter and the height of a line, on a screen and on a phone (network.css). */
const SIZES = { wide: [7, 15], narrow: [12, 25] };

export class Network {
  constructor(page, onOpen) {
    this.page = page;
    this.onOpen = onOpen;
    this.rows = [...ui("meetings").querySelectorAll("tbody tr")];
    this.pairs = [];
    this.isStale = true;
  }

  /** Keep the meetings at these events; the drawing waits until it is looked at. */
  keep(kept) {
    const { pairs, byId } = this.page;
    this.pairs = pairs.map(([a, b, events]) => ({
      a,
      b,
      times: events.reduce((sum, id) => sum + kept.has(byId.get(id)), 0),
    }));
    this.pairs.forEach(({ times }, place) => {
      setShown(this.rows[place], times > 0);
      this.rows[place].querySelector(".times").textContent = times;
    });
    this.isStale = true;
  }

  get size() {
    return this.pairs.filter((pair) => pair.times).length;
  }

  draw() {
    if (!this.isStale) return;
    this.isStale = false;
    const { nodes, links, left } = graphOf(this.pairs.filter((pair) => pair.times), this.page.people);
    settle(nodes, links);
    const picture = ui("network");
    picture.replaceChildren(...drawn(nodes, links, this.onOpen));
    setShown(picture, nodes.length > 0);
    ui("network-note").textContent = left
      ? `Showing the ${MOST} people with the most meetings; ${counted(left, "other is", "others are")} in the table.`
      : "";
  }
}

function graphOf(pairs, people) {
  const degree = new Map();
  for (const { a, b, times } of pairs) {
    for (const end of [a, b]) degree.set(end, (degree.get(end) ?? 0) + times);
  }
  const order = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || a - b);
  const nodes = order.slice(0, MOST).map((person, place) => {
    const [id, name] = people[person];
    return { person, id, name, place, degree: degree.get(person), r: 4 + 2.2 * Math.sqrt(degree.get(person)) };
  });
  const drawnOnes = new Map(nodes.map((node) => [node.person, node]));
  const links = pairs
    .filter(({ a, b }) => drawnOnes.has(a) && drawnOnes.has(b))
    .map(({ a, b, times }) => ({ source: drawnOnes.get(a), target: drawnOnes.get(b), times }));
  return { nodes, links, left: order.length - nodes.length };
}

function settle(nodes, links) {
  forceSimulation(nodes)
    .force("link", forceLink(links).distance(({ times }) => 70 / Math.sqrt(times) + 30).strength(0.25))
    .force("charge", forceManyBody().strength(-420))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.085))
    .force("apart", forceCollide(({ r }) => r + 14))
    .stop()
    .tick(STEPS);
  fitIn(nodes);
  nameSome(nodes);
}

/** Name whom there is room to name, those who met most first; the others are named when pointed at. */
function nameSome(nodes) {
  const [letter, line] = matchMedia("(max-width: 40rem)").matches ? SIZES.narrow : SIZES.wide;
  const taken = [];
  for (const node of nodes) {
    const half = (node.name.length * letter) / 2;
    const box = [node.x - half, node.y - node.r - 4 - line, node.x + half, node.y - node.r];
    node.isNamed = !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    if (node.isNamed) taken.push(box);
  }
}

/** Bring all people into the frame, each way as far as needed. */
function fitIn(nodes) {
  for (const [axis, size, margin] of [["x", WIDTH, 80], ["y", HEIGHT, 30]]) {
    const all = nodes.map((node) => node[axis]);
    const low = Math.min(...all);
    const spread = Math.max(...all) - low || 1;
    for (const node of nodes) node[axis] = margin + ((node[axis] - low) / spread) * (size - 2 * margin);
  }
}

function drawn(nodes, links, onOpen) {
  const lines = links.map(({ source, target, times }) => ({
    ends: [source, target],
    line: draw("line", {
      x1: source.x.toFixed(1), y1: source.y.toFixed(1), x2: target.x.toFixed(1), y2: target.y.toFixed(1),
      "stroke-width": Math.min(6, 0.6 + 0.7 * times).toFixed(1),
    }),
  }));
  const people = nodes.map((node) => dot(node, onOpen));
  const names = nodes.map(nameOf);
  const parts = new Map(nodes.map((node, place) => [node, [people[place], names[place]]]));
  nodes.forEach((node) => {
    const near = lines.filter(({ ends }) => ends.includes(node));
    const mark = (isOn) => {
      for (const { ends, line } of near) {
        line.classList.toggle("is-near", isOn);
        for (const part of ends.flatMap((end) => parts.get(end))) part.classList.toggle("is-near", isOn);
      }
    };
    for (const [event, isOn] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
      parts.get(node)[0].addEventListener(event, () => mark(isOn));
    }
  });
  return [
    draw("g", {}, ...lines.map(({ line }) => line)),
    draw("g", {}, ...people),
    draw("g", { "aria-hidden": "true" }, ...[...names].reverse()),
  ];
}

function dot(node, onOpen) {
  const label = `${node.name}, ${counted(node.degree, "meeting")}`;
  return draw(
    "a",
    {
      href: `#${encodeURIComponent(node.id)}`,
      "aria-label": label,
      class: "person",
      transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`,
      onclick: (event) => {
        event.preventDefault();
        onOpen(node.id);
      },
    },
    draw("title", {}, label),
    draw("circle", { r: node.r.toFixed(1) }),
  );
}

/** A name, above all dots; the link to the person has it for those who do not see. */
function nameOf({ name, x, y, r, isNamed }) {
  const place = { x: x.toFixed(1), y: (y - r - 4).toFixed(1) };
  return draw("text", { ...place, class: isNamed ? "is-known" : "" }, name);
}
