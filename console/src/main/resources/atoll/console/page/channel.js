// The one connection to the console process: an endless answer for what comes, and requests for what is said. It comes back by itself.

const FIRST_WAIT = 250;
const LONGEST_WAIT = 4000;
/** It says something every three seconds. */
const SILENCE = 12000;

/** One request and its answer. Its lines are sent in their order, those of another conversation need not wait for them. */
class Conversation {
  #channel;
  #number;
  #pending = [];
  #sending = false;

  constructor(channel, number, heard) {
    this.#channel = channel;
    this.#number = number;
    this.heard = heard;
  }

  tell(line) {
    this.say({ tell: line });
  }

  /** What comes after it is not heard. */
  close() {
    if (this.#channel.drop(this.#number)) {
      this.say({ close: true });
    }
  }

  say(what) {
    this.#pending.push(JSON.stringify({ c: this.#number, ...what }));
    this.#send();
  }

  async #send() {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    while (this.#pending.length > 0) {
      let size = 0;
      let count = 0;
      while (count < this.#pending.length && (count === 0 || size + 3 * this.#pending[count].length < 60000)) {
        size += 3 * this.#pending[count].length;
        count++;
      }
      const why = await this.#channel.post(this.#pending.splice(0, count).join("\n"));
      if (why && this.#channel.drop(this.#number)) {
        this.heard.line?.({ error: why, end: 2 });
        this.heard.over?.();
      }
    }
    this.#sending = false;
  }
}

export class Channel {
  #token;
  #told;
  #id = null;
  #next = 1;
  #open = new Map();

  /** told(state, why): "open", "away", "refused", "full". */
  constructor(token, told) {
    this.#token = token;
    this.#told = told;
  }

  /** heard.line(object), heard.over(), heard.lost(): the console has gone meanwhile. */
  ask(request, heard) {
    const number = this.#next++;
    const conversation = new Conversation(this, number, heard);
    this.#open.set(number, conversation);
    conversation.say({ ask: request });
    return conversation;
  }

  /** All lines of an answer that has an end; an error if it ends in one. */
  all(request) {
    return new Promise((resolve, reject) => {
      const lines = [];
      const fail = (why) => reject(new Error(why));
      this.ask(request, {
        line: (line) => (line.error === undefined ? lines.push(line) : fail(line.error)),
        over: () => resolve(lines),
        lost: () => fail("the console went away"),
      });
    });
  }

  drop(number) {
    return this.#open.delete(number);
  }

  /** Returns why it was not taken; null when it was. */
  async post(body) {
    const id = this.#id;
    if (id === null) {
      return "the console is away";
    }
    try {
      const answer = await fetch(`/channel/${id}`, { method: "POST", body, headers: this.#headers() });
      return answer.ok ? null : (await answer.text()).trim();
    } catch {
      return id === this.#id ? "the console does not answer" : null;
    }
  }

  #headers() {
    return { Authorization: `Bearer ${this.#token}` };
  }

  async run() {
    for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, wait * 1.7)) {
      const stop = new AbortController();
      try {
        const answer = await fetch("/channel", { method: "POST", headers: this.#headers(), signal: stop.signal });
        if (answer.status === 401) {
          this.#told("refused");
          return;
        }
        if (answer.ok) {
          wait = FIRST_WAIT;
          await this.#listen(answer.body, stop);
        } else {
          this.#told("full", (await answer.text()).trim());
        }
      } catch {
        // It is away.
      }
      this.#lose();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #listen(body, stop) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let timer = 0;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), SILENCE);
    };
    let rest = "";
    try {
      for (heard(); ; heard()) {
        const { value, done } = await reader.read();
        if (done) {
          return;
        }
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        lines.filter((line) => line).forEach((line) => this.#hear(JSON.parse(line)));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #hear(line) {
    if (line.channel) {
      this.#id = line.channel;
      this.#told("open");
      return;
    }
    const conversation = this.#open.get(line.c);
    if (!conversation) {
      return;
    }
    if (line.over) {
      this.drop(line.c);
      conversation.heard.over?.();
    } else {
      conversation.heard.line?.(line.line);
    }
  }

  #lose() {
    this.#id = null;
    const lost = [...this.#open.values()];
    this.#open.clear();
    this.#told("away");
    lost.forEach((conversation) => conversation.heard.lost?.());
  }
}
