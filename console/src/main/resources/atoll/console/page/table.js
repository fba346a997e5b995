// All that the picture shows, as a table: for who cannot see the picture, and for who wants numbers.

import { byId, element, put, say } from "./elements.js";
import { health, spoken } from "./model.js";
import * as format from "./format.js";

const COLUMNS = ["Name", "State", "Restarts", "CPU", "Memory", "Threads", "Calls", "Calls to", "Since"];

export class Table {
  #rows = new Map();

  constructor(open) {
    this.open = open;
    this.body = element("tbody");
    const heads = COLUMNS.map((name) => element("th", { scope: "col", "data-column": name }, name));
    const head = element("thead", {}, element("tr", {}, ...heads));
    this.node = element("table", { "aria-labelledby": "processes-title" }, head, this.body);
    byId("processes").append(this.node);
  }

  /** Goes to the first of that kind. */
  show(kind) {
    const row = [...this.#rows.values()].find(({ node }) => node.dataset.kind === kind);
    (row?.node.querySelector("button") ?? byId("processes")).focus();
  }

  update(model) {
    // A column of dashes says nothing.
    const estimated = [...model.processes.values()].some((process) => process.now.memory !== null);
    this.node.classList.toggle("no-memory", !estimated);
    for (const [key, row] of this.#rows) {
      if (!model.processes.has(key)) {
        row.node.remove();
        this.#rows.delete(key);
      }
    }
    for (const [key, process] of model.processes) {
      const row = this.#rows.get(key) ?? this.#add(key);
      this.#fill(row, process, model);
    }
  }

  #add(key) {
    const button = element("button", { type: "button", class: "plain", onclick: () => this.open(key) }, key);
    const cells = COLUMNS.slice(1).map((name) => element("td", { "data-column": name }));
    const node = element("tr", {}, element("th", { scope: "row" }, button), ...cells);
    this.body.append(node);
    const row = { node, cells };
    this.#rows.set(key, row);
    return row;
  }

  #fill(row, process, model) {
    const { now } = process;
    put(row.node, "data-kind", process.row.kind ?? "");
    const calls = [...model.flows.values()].filter((flow) => flow.from === process.key && flow.rate > 0);
    const texts = [
      spoken(process.state),
      format.digits(now.restarts),
      format.cpu(now.cpu),
      format.bytes(now.memory),
      format.digits(now.threads),
      format.perSecond(now.calls),
      calls.map((flow) => `${model.places.get(flow.to).label} ${format.perSecond(flow.rate)}`).join(", ") || "–",
      process.row.since ? format.ago(model.time - process.row.since) : "–",
    ];
    texts.forEach((text, i) => say(row.cells[i], text));
    put(row.cells[0], "data-health", health(process.state));
  }
}
