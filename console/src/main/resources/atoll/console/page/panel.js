// One process: its numbers, what it writes, what it was given, and what can be done with it.

import { Charts } from "./charts.js";
import { ask } from "./dialogs.js";
import { byId, element, put, say } from "./elements.js";
import { Logs } from "./logs.js";
import { health, spoken } from "./model.js";
import * as format from "./format.js";

/** Named by the definition: it can be started again, and be another program. */
const DEFINED = ["server", "program"];

export class Panel {
  /** closed(): it is not shown any more. tell(text): for who listens. */
  constructor(channel, closed, tell) {
    this.channel = channel;
    this.closed = closed;
    this.tell = tell;
    this.node = byId("panel");
    this.key = null;
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.close();
      }
    });
  }

  open(process) {
    this.#clear();
    this.key = process.key;
    this.process = process;
    this.name = element("h2", { id: "panel-name", tabindex: "-1" }, process.key);
    this.state = element("span", { class: "chip" });
    this.facts = element("dl", { class: "facts" });
    this.result = element("p", { class: "result", role: "status" });
    this.buttons = this.#buttons(process);
    this.charts = new Charts();
    this.logs = new Logs(this.channel, process.name);
    this.rights = element("ul", { class: "rights" });
    this.node.replaceChildren(
      element("div", { class: "head" }, this.name, this.state, element("button", { type: "button", class: "close", onclick: () => this.close() }, "Close")),
      this.facts,
      element("div", { class: "actions", role: "group", "aria-label": `What can be done with ${process.key}` }, ...Object.values(this.buttons)),
      this.result,
      this.charts.node,
      ...(process.row.kind === "session" ? [] : [this.logs.node]),
      element("section", { class: "part" }, element("h3", {}, "What it was given"), this.rights),
    );
    this.node.hidden = false;
    document.body.classList.add("with-panel");
    this.update(process);
    this.attach();
    this.name.focus();
  }

  /** The channel is open, perhaps again. */
  attach() {
    if (this.key === null) {
      return;
    }
    if (this.process.row.kind !== "session") {
      this.logs.open();
    }
    const { key } = this;
    this.channel
      .all({ do: "rights", name: this.#named() })
      .then((lines) => lines.flatMap((line) => line.rights ?? []))
      .catch((error) => [error.message])
      .then((texts) => key === this.key && this.rights.replaceChildren(...texts.map((text) => element("li", {}, text))));
  }

  close() {
    if (this.key === null) {
      return;
    }
    const { key } = this;
    this.#clear();
    this.node.hidden = true;
    document.body.classList.remove("with-panel");
    this.closed(key);
  }

  #clear() {
    this.key = null;
    this.logs?.close();
    this.charts?.end();
    this.logs = this.charts = null;
  }

  /** Null: it is not there any more. */
  update(process) {
    if (!process) {
      this.close();
      return;
    }
    this.process = process;
    const { row } = process;
    say(this.state, spoken(process.state));
    put(this.state, "data-health", health(process.state));
    this.#facts(row);
    this.charts.update(process);
    const paused = health(process.state) === "paused";
    say(this.buttons.pause, paused ? "Resume" : "Pause");
  }

  #facts(row) {
    const { quota = {} } = row;
    const facts = {
      Process: row.pid ?? "none",
      Restarts: row.restarts ?? null,
      Failures: row.failures || null,
      "Regions of memory": row.regions ? format.bytes(row.regions) : null,
      "Memory it may have": quota.memory ? format.bytes(quota.memory) : null,
      "Processors it may have": quota.cpu ?? null,
      "Threads it may have": quota.threads ? format.digits(quota.threads) : null,
      "Last happening": row.cause || null,
    };
    const texts = Object.entries(facts).filter(([, text]) => text !== null);
    const now = JSON.stringify(texts);
    if (this.facts.dataset.now !== now) {
      this.facts.dataset.now = now;
      this.facts.replaceChildren(...texts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, String(text))]));
    }
  }

  #buttons(process) {
    const button = (text, does, look = "") => element("button", { type: "button", class: look, onclick: does }, text);
    const defined = DEFINED.includes(process.row.kind ?? "program");
    const buttons = {
      kill: button("Kill", () => this.#kill(), "danger"),
      pause: button("Pause", () => this.#pause()),
      restart: button("Restart", () => this.#restart()),
      upgrade: button("Upgrade…", () => this.#upgrade()),
    };
    buttons.restart.hidden = buttons.upgrade.hidden = !defined;
    return buttons;
  }

  async #kill() {
    const name = this.process.key;
    const sure = await ask({
      title: `Kill ${name}?`,
      text: "It ends at once, wherever it is. If its definition says so it is started again.",
      does: `Kill ${name}`,
      danger: true,
    });
    this.#done(sure, { do: "kill", names: [this.#named()], signal: "KILL" }, `${name} was killed.`);
  }

  /** A process that no definition names is meant by its number. */
  #named() {
    const { row, name } = this.process;
    return row.kind === "session" ? String(row.pid) : name;
  }

  async #pause() {
    const name = this.process.key;
    if (health(this.process.state) === "paused") {
      this.#done("", { do: "kill", names: [this.#named()], signal: "CONT" }, `${name} goes on.`);
      return;
    }
    const sure = await ask({
      title: `Pause ${name}?`,
      text: "All its threads stand still until it is resumed. Calls to it wait.",
      does: `Pause ${name}`,
    });
    this.#done(sure, { do: "kill", names: [this.#named()], signal: "STOP" }, `${name} is paused.`);
  }

  async #restart() {
    const { name } = this.process;
    const sure = await ask({
      title: `Restart ${name}?`,
      text: "It is ended and started again, as its definition says.",
      does: `Restart ${name}`,
    });
    this.#done(sure, { do: "restart", name }, `${name} is started again.`);
  }

  async #upgrade() {
    const { name } = this.process;
    const jar = await ask({
      title: `Upgrade ${name}`,
      text: "Another program takes its place; calls wait meanwhile. If it does not become ready, the present one goes on.",
      does: `Upgrade ${name}`,
      field: { label: "Its jar, on the machine where the system runs", hint: "/home/me/next.jar" },
    });
    this.#done(jar, { do: "upgrade", name, jar }, `${name} is upgraded.`);
  }

  async #done(sure, request, text) {
    if (sure === null) {
      return;
    }
    const { key } = this;
    this.#say(key, "…");
    try {
      await this.channel.all(request);
      this.#say(key, text);
    } catch (error) {
      this.#say(key, error.message);
    }
  }

  #say(key, text) {
    if (key === this.key) {
      this.result.textContent = text;
    } else {
      this.tell(text);
    }
  }
}
