// A shell of the system, in a terminal. It is loaded when it is first opened.

import { byId, element } from "./elements.js";
import { beStrict } from "./strict.js";

function colours(dark) {
  return dark
    ? { background: "#0b1b22", foreground: "#dbe9ec", cursor: "#5cc8d7", cursorAccent: "#0b1b22", selectionBackground: "#2b5562" }
    : { background: "#fbfdfd", foreground: "#12313b", cursor: "#0b7285", cursorAccent: "#ffffff", selectionBackground: "#b9dde3",
        black: "#12313b", red: "#b3261e", green: "#1f7a4d", yellow: "#8a5200", blue: "#1c5fa8", magenta: "#8b3a8f", cyan: "#0b7285", white: "#5b7078",
        brightBlack: "#6b7a80", brightRed: "#c8362d", brightGreen: "#238a58", brightYellow: "#9a6100", brightBlue: "#2a72c2",
        brightMagenta: "#a04aa4", brightCyan: "#0e8aa0", brightWhite: "#12313b" };
}

function decoded(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

function encoded(bytes) {
  let text = "";
  for (const each of bytes) {
    text += String.fromCharCode(each);
  }
  return btoa(text);
}

export class Shell {
  #conversation = null;
  #terminal = null;
  #fit = null;

  constructor(channel, opener, tell) {
    this.channel = channel;
    this.opener = opener;
    this.tell = tell;
    this.node = byId("terminal");
    this.holder = element("div", { class: "fitted" });
    this.note = element("p", { class: "ended", role: "status", hidden: true });
    this.again = element("button", { type: "button", class: "strong", hidden: true, onclick: () => this.#begin() }, "Another shell");
    this.node.append(
      element(
        "div",
        { class: "head" },
        element("h2", { id: "terminal-title" }, "Terminal"),
        element("p", { class: "muted hint" }, "Shift+Escape leaves it by keyboard"),
        this.note,
        this.again,
        element("label", { class: "muted" }, element("input", { type: "checkbox", id: "read-aloud", onchange: (e) => this.#aloud(e.target.checked) }), " Screen reader"),
        element("button", { type: "button", onclick: () => this.close() }, "Close terminal"),
      ),
      element("div", { class: "screen" }, this.holder),
    );
  }

  async open() {
    this.node.hidden = false;
    document.body.classList.add("with-terminal");
    if (!this.#terminal) {
      await this.#load();
    }
    if (!this.#conversation) {
      this.#begin();
    }
    this.#terminal.focus();
  }

  close() {
    this.#conversation?.close();
    this.#conversation = null;
    this.node.hidden = true;
    document.body.classList.remove("with-terminal");
    this.opener.focus();
  }

  async #load() {
    beStrict();
    const [{ Terminal }, { FitAddon }] = await Promise.all([import("./vendor/xterm.mjs"), import("./vendor/addon-fit.mjs")]);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const terminal = new Terminal({
      theme: colours(dark.matches),
      fontFamily: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace",
      fontSize: 14,
      scrollback: 5000,
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      minimumContrastRatio: 4.5,
    });
    dark.addEventListener("change", () => (terminal.options.theme = colours(dark.matches)));
    this.#fit = new FitAddon();
    terminal.loadAddon(this.#fit);
    terminal.open(this.holder);
    terminal.onData((text) => this.#type(new TextEncoder().encode(text)));
    terminal.onBinary((text) => this.#type(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => this.#conversation?.tell({ size: [cols, rows] }));
    terminal.attachCustomKeyEventHandler((event) => {
      if (event.key === "Escape" && event.shiftKey) {
        this.opener.focus();
        return false;
      }
      return true;
    });
    new ResizeObserver(() => this.node.hidden || this.#fit.fit()).observe(this.holder);
    this.#terminal = terminal;
  }

  #aloud(on) {
    if (this.#terminal) {
      this.#terminal.options.screenReaderMode = on;
    }
  }

  #begin() {
    const terminal = this.#terminal;
    terminal.reset();
    this.#fit.fit();
    this.note.hidden = true;
    this.again.hidden = true;
    let why = "";
    const heard = {
      line: (line) => {
        if (line.out !== undefined) {
          terminal.write(decoded(line.out));
        } else if (line.end !== undefined) {
          why = line.error ?? (line.end === 0 ? "" : `status ${line.end}`);
        }
      },
      over: () => this.#ended(why ? `The shell has ended: ${why}.` : "The shell has ended."),
      lost: () => this.#ended("The console went away, and the shell with it."),
    };
    this.#conversation = this.channel.ask(
      { do: "exec", words: [], terminal: "xterm-256color", size: [terminal.cols, terminal.rows] },
      heard,
    );
    terminal.focus();
  }

  #ended(text) {
    this.#conversation = null;
    this.note.textContent = text;
    this.note.hidden = false;
    this.again.hidden = false;
    this.tell(text);
  }

  #type(bytes) {
    for (let at = 0; at < bytes.length; at += 3000) {
      this.#conversation?.tell({ in: encoded(bytes.subarray(at, at + 3000)) });
    }
  }
}
