// What each process holds of the heap: only when somebody asks, for all processes stand still meanwhile.

import { ask } from "./dialogs.js";
import { byId, say } from "./elements.js";
import * as format from "./format.js";

export class Measure {
  #at = null;
  #busy = false;

  constructor(channel) {
    this.channel = channel;
    this.result = byId("measured");
    byId("measure").addEventListener("click", () => this.#ask());
  }

  /** A line of the picture: perhaps another page has measured. */
  update(line) {
    if (line.measured && line.measured !== this.#at && !this.#busy) {
      this.#at = line.measured;
      say(this.result, `Memory is an estimate of ${format.clock(line.measured)}.`);
    }
  }

  async #ask() {
    const sure = await ask({
      title: "Measure memory?",
      text: "All processes stand still while the heap is collected and written to a file, which is deleted at once: some tenths of a second, more for a large heap.",
      does: "Measure",
    });
    if (sure === null || this.#busy) {
      return;
    }
    this.#busy = true;
    say(this.result, "Measuring…");
    try {
      const line = (await this.channel.all({ do: "memory" })).find((each) => each.measured);
      this.#at = line.measured;
      const rest = `Processes share ${format.bytes(line.shared)}, Atoll and the JDK have ${format.bytes(line.rest)}.`;
      say(this.result, `Measured at ${format.clock(line.measured)}; all stood still for ${line.still} ms at most. ${rest}`);
    } catch (error) {
      say(this.result, error.message);
    } finally {
      this.#busy = false;
    }
  }
}
