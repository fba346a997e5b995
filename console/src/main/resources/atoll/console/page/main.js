// The page: what comes in goes to its parts.

import { forget, onNewToken, token } from "./access.js";
import { Channel } from "./channel.js";
import { byId, put, say } from "./elements.js";
import { Happenings } from "./happenings.js";
import { Measure } from "./measure.js";
import { Model } from "./model.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { Shell } from "./terminal.js";
import { Table } from "./table.js";

const MILLIS = 1000;
const SAID = { open: "live", away: "the console is away; it is tried again", full: "" };

const known = token();
onNewToken(() => location.reload());

function lock(why) {
  byId("locked").hidden = false;
  byId("body").hidden = byId("open-terminal").hidden = true;
  if (why) {
    say(byId("locked-why"), why);
  }
  state("locked", "locked");
}

function state(name, text) {
  const link = byId("link");
  put(link, "data-state", name);
  say(link, text);
  document.body.classList.toggle("away", name === "away" || name === "full");
}

function begin() {
  const model = new Model();
  const happenings = new Happenings();
  const terminalButton = byId("open-terminal");
  const channel = new Channel(known, (name, why) => {
    if (name === "refused") {
      forget();
      lock("The token in its address is not, or not any more, that of this system.");
      return;
    }
    state(name, why ?? SAID[name]);
    // Nothing is disabled while it is away: who is on a button would lose the place, and is told why nothing is done.
    if (name === "open") {
      terminalButton.disabled = false;
      channel.ask({ do: "picture", millis: MILLIS }, { line: show });
      panel.attach();
    }
  });
  const open = (key) => {
    if (!model.processes.has(key)) {
      // All programs of sessions: each has a row.
      table.show("session");
      return;
    }
    if (panel.key !== null && panel.key !== key) {
      panel.close();
    }
    picture.select(key);
    panel.open(model.processes.get(key));
  };
  const picture = new Picture(open);
  const table = new Table(open);
  const panel = new Panel(
    channel,
    (key) => {
      picture.select(null);
      picture.find(key)?.focus({ preventScroll: true });
    },
    (text) => happenings.tell(text),
  );
  const shell = new Shell(channel, terminalButton, (text) => happenings.tell(text));
  const measure = new Measure(channel);
  terminalButton.addEventListener("click", () => shell.open());

  function show(line) {
    if (line.error !== undefined) {
      state("away", line.error);
      return;
    }
    const happened = model.update(line);
    say(byId("system"), model.system);
    document.title = `${model.system} – Atoll`;
    picture.update(model);
    table.update(model);
    measure.update(line);
    happened.forEach(({ process, what }) => happenings.add(model.time, `${process.key} ${what}`));
    if (panel.key !== null) {
      panel.update(model.processes.get(panel.key));
    }
  }

  channel.run();
}

if (known) {
  begin();
} else {
  lock();
}
