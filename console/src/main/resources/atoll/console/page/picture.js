// The living picture: islands, and the calls between them.

import { byId, drawn, put, say } from "./elements.js";
import { Island } from "./island.js";
import { Layout } from "./layout.js";
import * as format from "./format.js";

const THINNEST = 1.2;
const WIDEST = 13;
/** How far arrows may bow, in parts of their length; the first that leads over no island is taken. */
const BOWS = [0.1, 0.22, -0.22, 0.4, -0.4, 0.6, -0.6];

/** Ten times the calls, three points more. */
export function thickness(rate) {
  return rate <= 0 ? THINNEST : Math.min(WIDEST, 2 + 2.6 * Math.log10(1 + rate));
}

/** An arrow from one island to another. */
class Arrow {
  constructor(flow) {
    this.line = drawn("path", { class: "line" });
    this.stream = drawn("path", { class: "stream" });
    this.reach = drawn("path", { class: "reach" });
    this.head = drawn("path", { class: "head" });
    this.text = drawn("text", { class: "rate", "text-anchor": "middle" });
    this.node = drawn("g", { class: "arrow", role: "img", tabindex: "0" }, this.reach, this.line, this.stream, this.head, this.text);
    this.flow = flow;
  }

  /** How far aside it bows, for these places: the least that leads over no island. */
  #aside(flow, places, size) {
    if (this.places !== places) {
      this.places = places;
      const others = [...places].filter(([name]) => name !== flow.from && name !== flow.to).map(([, place]) => place);
      const hits = BOWS.map((aside) => hit(places.get(flow.from), places.get(flow.to), aside, others, size));
      this.bow = BOWS[hits.indexOf(Math.min(...hits))];
    }
    return this.bow;
  }

  update(flow, model, { places, size }) {
    const from = places.get(flow.from);
    const to = places.get(flow.to);
    const wide = thickness(flow.rate);
    const { path, head, middle } = bow(from, to, size, wide, this.#aside(flow, places, size));
    put(this.line, "d", path);
    put(this.stream, "d", path);
    put(this.reach, "d", path);
    put(this.head, "d", head);
    put(this.line, "stroke-width", wide.toFixed(1));
    put(this.stream, "stroke-width", Math.max(1.5, wide * 0.4).toFixed(1));
    put(this.text, "x", middle[0].toFixed(1));
    put(this.text, "y", (middle[1] - 8 - wide / 2).toFixed(1));
    const pace = flow.rate <= 0 ? "none" : flow.rate < 30 ? "slow" : flow.rate < 3000 ? "brisk" : "fast";
    put(this.node, "data-pace", pace);
    put(this.node, "data-failed", flow.failed > 0);
    say(this.text, rate(flow));
    put(this.node, "aria-label", `${model.places.get(flow.from).label} calls ${model.places.get(flow.to).label}, ${rate(flow)}${details(flow)}`);
  }
}

function rate(flow) {
  const failed = flow.failed > 0 ? `, ${format.digits(flow.failed)} failed` : "";
  return flow.rate > 0 ? `${format.digits(flow.rate)} calls/s${failed}` : "no calls now";
}

function details(flow) {
  if (flow.rate <= 0) {
    return "";
  }
  return `, ${format.taken(flow.nanos)} each, by ${[...new Set(flow.endpoints)].join(" and ")}`;
}

/** Where the curve is drawn to, so much of its length aside. */
function bent(from, to, aside) {
  return [(from.x + to.x) / 2 - (to.y - from.y) * aside, (from.y + to.y) / 2 + (to.x - from.x) * aside];
}

/** How much of the curve lies over other islands. */
function hit(from, to, aside, others, size) {
  const middle = bent(from, to, aside);
  let hits = 0;
  for (let t = 0.05; t < 1; t += 0.05) {
    const at = (a, b, c) => (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * c;
    const x = at(from.x, middle[0], to.x);
    const y = at(from.y, middle[1], to.y);
    hits += others.filter((o) => Math.abs(o.x - x) < size.width / 2 + 6 && Math.abs(o.y - y) < size.height / 2 + 4).length;
  }
  return hits;
}

/** A curve from coast to coast, a little to one side of the straight way, so that both directions have room. */
function bow(from, to, size, wide, aside) {
  const middle = bent(from, to, aside);
  const start = shore(from, middle, size, 6);
  const tip = shore(to, middle, size, 10);
  const back = Math.hypot(tip[0] - middle[0], tip[1] - middle[1]) || 1;
  const along = [(tip[0] - middle[0]) / back, (tip[1] - middle[1]) / back];
  const long = 7 + wide;
  const half = 3.5 + wide * 0.75;
  const base = [tip[0] - along[0] * long, tip[1] - along[1] * long];
  const number = (point) => point.map((v) => v.toFixed(1)).join(" ");
  const left = [base[0] - along[1] * half, base[1] + along[0] * half];
  const right = [base[0] + along[1] * half, base[1] - along[0] * half];
  return {
    path: `M${number(start)}Q${number(middle)} ${number([base[0] + along[0], base[1] + along[1]])}`,
    head: `M${number(tip)}L${number(left)}L${number(right)}Z`,
    middle: [0.25 * start[0] + 0.5 * middle[0] + 0.25 * tip[0], 0.25 * start[1] + 0.5 * middle[1] + 0.25 * tip[1]],
  };
}

/** Where the way from the middle of an island to a point leaves its coast, and so far on. */
function shore(centre, towards, size, gap) {
  const dx = towards[0] - centre.x;
  const dy = towards[1] - centre.y;
  const away = Math.hypot(dx, dy) || 1;
  const a = Math.abs(dx / away) / (size.width / 2 + gap);
  const b = Math.abs(dy / away) / (size.height / 2 + gap);
  const out = Math.pow(Math.pow(a, 2.7) + Math.pow(b, 2.7), -1 / 2.7);
  return [centre.x + (dx / away) * out, centre.y + (dy / away) * out];
}

export class Picture {
  #layout = new Layout();
  #islands = new Map();
  #arrows = new Map();
  #drawnFor = "";
  #placed = null;
  #model = null;

  /** open(key): somebody wants to see more of a process. */
  constructor(open) {
    this.open = open;
    this.selected = null;
    this.holder = byId("picture");
    this.arrowsNode = drawn("g", { class: "arrows" });
    this.islandsNode = drawn("g", { class: "islands" });
    this.node = drawn("svg", { role: "group", "aria-labelledby": "picture-title" }, this.arrowsNode, this.islandsNode);
    this.holder.append(this.node);
    new ResizeObserver(() => this.#model && this.update(this.#model)).observe(this.holder);
  }

  update(model) {
    this.#model = model;
    this.#arrange(model);
    this.#drawIslands(model);
    this.#drawArrows(model);
  }

  #arrange(model) {
    const names = [...model.places.keys()];
    const edges = [...model.flows.values()].map((flow) => [flow.from, flow.to]);
    const width = this.holder.clientWidth;
    const now = JSON.stringify([names, edges, width]);
    if (now === this.#drawnFor) {
      return;
    }
    this.#drawnFor = now;
    this.#placed = this.#layout.place(names, edges, width);
    put(this.node, "viewBox", `0 0 ${width} ${this.#placed.height.toFixed(0)}`);
    put(this.node, "height", this.#placed.height.toFixed(0));
  }

  #drawIslands(model) {
    for (const [key, island] of this.#islands) {
      if (!model.places.has(key)) {
        island.node.remove();
        this.#islands.delete(key);
      }
    }
    for (const [key, process] of model.places) {
      let island = this.#islands.get(key);
      if (!island) {
        island = new Island(process, () => this.open(key));
        this.#islands.set(key, island);
        this.islandsNode.append(island.node);
      }
      island.move(this.#placed.places.get(key), this.#placed.size);
      island.update(process, key === this.selected);
    }
  }

  #drawArrows(model) {
    for (const [key, arrow] of this.#arrows) {
      if (!model.flows.has(key)) {
        arrow.node.remove();
        this.#arrows.delete(key);
      }
    }
    for (const [key, flow] of model.flows) {
      let arrow = this.#arrows.get(key);
      if (!arrow) {
        arrow = new Arrow(flow);
        this.#arrows.set(key, arrow);
        this.arrowsNode.append(arrow.node);
      }
      arrow.update(flow, model, this.#placed);
    }
  }

  /** The island's element, for who comes back to it. */
  find(key) {
    return this.#islands.get(key)?.node ?? null;
  }

  select(key) {
    this.selected = key;
    if (this.#model) {
      this.#drawIslands(this.#model);
    }
  }
}
