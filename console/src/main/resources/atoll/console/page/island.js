// How a process is drawn: an island with shallow water around it, a mark for its health, and what is told in words.

import { drawn, put, say } from "./elements.js";
import { hash } from "./layout.js";
import { health, spoken } from "./model.js";
import * as format from "./format.js";

const POINTS = 11;

/** Each health has a shape of its own, besides a colour. They fill a square of 12, around the middle. */
const MARKS = {
  well: "M0-6A6 6 0 1 1 0 6A6 6 0 1 1 0-6Z",
  coming: "M0-6A6 6 0 0 1 0 6ZM0-6A6 6 0 0 0 0 6L0 4.4A4.4 4.4 0 0 1 0-4.4Z",
  paused: "M-5-6H-1.5V6H-5ZM1.5-6H5V6H1.5Z",
  blocked: "M0-6L6.5 5.5H-6.5Z",
  ended: "M-5-5H5V5H-5ZM-3-3V3H3V-3Z",
  ill: "M-6-3.600L-3.6-6L0-2.400L3.6-6L6-3.600L2.4 0L6 3.600L3.6 6L0 2.400L-3.6 6L-6 3.600L-2.4 0Z",
};

/** The coast: a rounded box that is a little different for each name. */
function coast(name, width, height, grown) {
  let seed = hash(name);
  const points = [];
  for (let i = 0; i < POINTS; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const angle = (2 * Math.PI * i) / POINTS + 0.3;
    const bulge = 1 + ((seed >>> 16) / 65536 - 0.5) * 0.13;
    // A superellipse: between an ellipse and a box.
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const r = bulge / Math.pow(Math.pow(Math.abs(c), 2.7) + Math.pow(Math.abs(s), 2.7), 1 / 2.7);
    points.push([(width / 2 + grown) * r * c, (height / 2 + grown) * r * s]);
  }
  const at = (i) => points[(i + POINTS) % POINTS];
  let path = `M${at(0).map((v) => v.toFixed(1)).join(" ")}`;
  for (let i = 0; i < POINTS; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const first = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6];
    const second = [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6];
    path += `C${[...first, ...second, ...c].map((v) => v.toFixed(1)).join(" ")}`;
  }
  return `${path}Z`;
}

/** So many characters fit. */
function short(name, width) {
  const most = Math.floor((width - 36) / 7.2);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

export class Island {
  #size = {};
  #restarts = null;

  constructor(process, open) {
    this.process = process;
    this.water = drawn("path", { class: "water" });
    this.land = drawn("path", { class: "land" });
    this.wave = drawn("path", { class: "wave" });
    this.mark = drawn("path", { class: "mark" });
    this.name = drawn("text", { class: "name" });
    this.told = drawn("text", { class: "told", "text-anchor": "middle" });
    this.count = drawn("text", { class: "count", "text-anchor": "middle" });
    this.badge = drawn("g", { class: "badge" }, drawn("rect", { height: 18, y: -9, rx: 9 }), this.count);
    this.node = drawn(
      "g",
      { class: "island", tabindex: "0", role: "button", onclick: open, onkeydown: onKey(open) },
      this.water, this.wave, this.land, this.mark, this.name, this.told, this.badge,
    );
  }

  move(place, size) {
    if (this.#size.width !== size.width) {
      this.#size = size;
      const name = this.process.label;
      put(this.water, "d", coast(name, size.width, size.height, 11));
      put(this.wave, "d", coast(name, size.width, size.height, 3));
      put(this.land, "d", coast(name, size.width, size.height, 0));
    }
    this.node.style.transform = `translate(${place.x.toFixed(1)}px, ${place.y.toFixed(1)}px)`;
  }

  update(process, selected) {
    this.process = process;
    const row = process.row;
    const small = this.#size.width < 140;
    const kind = health(process.state);
    put(this.node, "data-health", kind);
    put(this.node, "data-kind", row.kind ?? "");
    put(this.node, "aria-label", this.#inWords());
    put(this.node, "aria-pressed", selected);
    put(this.mark, "d", MARKS[kind]);
    const name = short(process.label, this.#size.width);
    say(this.name, name);
    const wide = name.length * (small ? 6.9 : 7.4);
    put(this.mark, "transform", `translate(${(-wide / 2 - 5).toFixed(1)} -6)`);
    put(this.name, "x", (-wide / 2 + 6).toFixed(1));
    put(this.name, "y", -2);
    put(this.told, "y", 16);
    say(this.told, process.words ?? (kind === "well" ? this.#load() : spoken(process.state)));
    this.#count(row.restarts ?? 0);
  }

  #load() {
    const { cpu, memory } = this.process.now;
    const load = format.cpu(cpu);
    return memory === null ? load : `${load} · ${format.bytes(memory)}`;
  }

  #count(restarts) {
    put(this.badge, "visibility", restarts > 0 ? "visible" : "hidden");
    const text = `↻ ${restarts}`;
    say(this.count, text);
    const wide = 16 + 6.5 * text.length;
    put(this.badge.firstChild, "width", wide);
    put(this.badge.firstChild, "x", -wide / 2);
    put(this.count, "y", 4);
    put(this.badge, "transform", `translate(${this.#size.width / 2 - 12} ${-this.#size.height / 2 + 2})`);
    if (this.#restarts !== null && restarts > this.#restarts) {
      this.pulse();
    }
    this.#restarts = restarts;
  }

  /** A wave that goes out from it. */
  pulse() {
    this.node.classList.remove("pulse");
    // Read, so that the animation begins anew.
    this.node.getBoundingClientRect();
    this.node.classList.add("pulse");
  }

  #inWords() {
    const { now, row } = this.process;
    const words = [this.process.label, this.process.words ?? spoken(this.process.state)];
    if (row.restarts > 0) words.push(format.times(row.restarts));
    if (now.cpu !== null) words.push(`processor ${format.cpu(now.cpu)}`);
    if (now.memory !== null) words.push(`memory ${format.bytes(now.memory)}`);
    if (now.calls > 0) words.push(`${format.digits(now.calls)} calls a second`);
    return words.join(", ");
  }
}

function onKey(open) {
  return (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(event);
    }
  };
}
