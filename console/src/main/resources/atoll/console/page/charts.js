// Numbers of a process over the last minutes.

import { element, say } from "./elements.js";
import * as format from "./format.js";

/** One chart: its title, the series of the model, how its numbers are written, and what bounds it. */
const CHARTS = [
  { title: "CPU", key: "cpu", write: format.cpu, bound: (quota) => quota?.cpu },
  { title: "Memory, estimated", key: "memory", write: format.bytes, bound: (quota) => quota?.memory },
  { title: "Allocation", key: "allocation", write: (rate) => `${format.bytes(rate)}/s` },
  { title: "Threads", key: "threads", write: format.digits, bound: (quota) => quota?.threads },
  { title: "Calls to it", key: "calls", write: format.perSecond },
  { title: "Restarts", key: "restarts", write: format.digits, steps: true },
];

const HEIGHT = 92;
/** Seconds that are shown at least. */
const SHORTEST = 60;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

class Chart {
  #plot = null;

  constructor(kind) {
    this.kind = kind;
    this.value = element("output", {});
    this.holder = element("div", { class: "plot", "aria-hidden": "true" });
    this.node = element("figure", { class: "chart", hidden: true }, element("figcaption", {}, element("span", {}, kind.title), this.value), this.holder);
  }

  update(process) {
    const { kind } = this;
    const now = process.now[kind.key];
    if (this.node.hidden && (now === null || now === undefined)) {
      return;
    }
    this.node.hidden = false;
    const bound = kind.bound?.(process.row.quota);
    say(this.value, bound === undefined || bound === null ? kind.write(now) : `${kind.write(now)} of ${kind.write(bound)}`);
    const data = [process.times, process.past[kind.key]];
    if (this.#plot) {
      this.#plot.setData(data);
    } else if (this.holder.clientWidth > 0) {
      this.#plot = new uPlot(this.#options(), data, this.holder);
    }
  }

  #options() {
    const { kind } = this;
    const ink = colour("--muted");
    const grid = { stroke: colour("--line"), width: 1 };
    const line = colour("--accent");
    return {
      width: this.holder.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      padding: [6, 4, 0, 0],
      scales: { x: { range: (plot, first, last) => [Math.min(first, last - SHORTEST), last] }, y: { range: (plot, low, high) => [0, high > 0 ? high * 1.15 : 1] } },
      axes: [
        { stroke: ink, grid, ticks: { show: false }, size: 22, font: "11px system-ui", space: 80 },
        { stroke: ink, grid, ticks: { show: false }, size: 64, font: "11px system-ui", space: 30,
          values: (plot, ticks) => ticks.map(kind.write) },
      ],
      series: [
        {},
        { stroke: line, fill: `${line}22`, width: 1.5, points: { show: false }, spanGaps: false,
          paths: kind.steps ? uPlot.paths.stepped({ align: 1 }) : undefined },
      ],
    };
  }

  resize() {
    if (this.#plot && this.holder.clientWidth > 0) {
      this.#plot.setSize({ width: this.holder.clientWidth, height: HEIGHT });
    }
  }

  end() {
    this.#plot?.destroy();
    this.#plot = null;
  }
}

export class Charts {
  constructor() {
    this.charts = CHARTS.map((kind) => new Chart(kind));
    this.node = element("section", { class: "part charts", "aria-label": "Charts" }, ...this.charts.map((chart) => chart.node));
    this.watch = new ResizeObserver(() => this.charts.forEach((chart) => chart.resize()));
    this.watch.observe(this.node);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.charts.forEach((chart) => chart.end());
    this.scheme.addEventListener("change", this.redraw);
  }

  update(process) {
    this.charts.forEach((chart) => chart.update(process));
  }

  end() {
    this.scheme.removeEventListener("change", this.redraw);
    this.watch.disconnect();
    this.redraw();
  }
}
