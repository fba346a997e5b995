// What happened since the page is open: seen as a list, and heard by who listens.

import { byId, element } from "./elements.js";
import * as format from "./format.js";

const KEPT = 50;

export class Happenings {
  constructor() {
    this.list = byId("happened");
    this.spoken = byId("spoken");
  }

  add(time, text) {
    byId("nothing-yet").hidden = true;
    this.list.prepend(element("li", {}, element("time", {}, format.clock(time)), " ", text));
    while (this.list.children.length > KEPT) {
      this.list.lastChild.remove();
    }
    this.tell(text);
  }

  /** Heard, and not kept. */
  tell(text) {
    this.spoken.textContent = text;
  }
}
