// What a process writes, as it writes it.

import { element } from "./elements.js";
import * as format from "./format.js";

const KEPT = 500;

export class Logs {
  #conversation = null;
  #follows = true;
  #waiting = [];

  constructor(channel, name) {
    this.channel = channel;
    this.name = name;
    this.list = element("ol", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": `Log of ${name}` });
    const follow = element("input", { type: "checkbox", id: "follow", checked: true, onchange: () => this.#follow(follow.checked) });
    this.note = element("p", { class: "muted" }, "Nothing is written yet.");
    this.node = element(
      "section",
      { class: "part" },
      element("div", { class: "head" }, element("h3", {}, "Log"), element("label", {}, follow, " Follow")),
      this.note,
      this.list,
    );
  }

  open() {
    this.close();
    this.list.replaceChildren();
    this.#conversation = this.channel.ask(
      { do: "logs", names: [this.name], follow: true, last: 200 },
      { line: (line) => this.#hear(line) },
    );
  }

  close() {
    this.#conversation?.close();
    this.#conversation = null;
  }

  #follow(follows) {
    this.#follows = follows;
    this.#show();
  }

  #hear(line) {
    if (line.error !== undefined) {
      // Who has never written anything has no log yet.
      this.note.textContent = line.error.startsWith("no process is named") ? "It has written nothing." : line.error;
      this.note.hidden = false;
    } else if (line.line !== undefined) {
      this.#waiting.push(line);
      if (this.#waiting.length > KEPT) {
        this.#waiting.shift();
      }
      // A flood is drawn once a frame.
      if (this.#waiting.length === 1) {
        requestAnimationFrame(() => this.#show());
      }
    }
  }

  #show() {
    if (!this.#follows) {
      return;
    }
    const lines = this.#waiting.splice(0);
    if (lines.length > 0) {
      this.note.hidden = true;
    }
    this.list.append(
      ...lines.map((line) =>
        element("li", { "data-stream": line.stream }, element("time", {}, format.clock(line.time)), ` ${line.line}`),
      ),
    );
    while (this.list.children.length > KEPT) {
      this.list.firstChild.remove();
    }
    this.list.scrollTop = this.list.scrollHeight;
  }
}
