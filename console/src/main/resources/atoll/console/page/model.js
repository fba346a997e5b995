// What is known of the system: processes and calls, with their past of some minutes.

const KEPT = 600;
const SERIES = ["cpu", "memory", "allocation", "threads", "calls", "restarts"];

class Process {
  constructor(key, name) {
    this.key = key;
    this.label = key;
    this.name = name;
    this.times = [];
    this.past = Object.fromEntries(SERIES.map((each) => [each, []]));
  }

  /** elapsed: seconds since the last line. */
  update(row, time, elapsed, calls) {
    const before = this.row;
    const same = before && before.pid === row.pid;
    // What a process that is new has used, it has used since.
    const rate = (key) => {
      if (typeof row[key] !== "number" || !before) return null;
      return Math.max(0, row[key] - (same ? before[key] ?? 0 : 0)) / elapsed;
    };
    this.row = row;
    const cpu = rate("cpuNanos");
    this.now = {
      cpu: cpu === null ? null : cpu / 1e9,
      memory: row.memory ?? null,
      allocation: rate("allocated"),
      threads: row.threads ?? null,
      calls,
      restarts: row.restarts ?? null,
    };
    this.times.push(time / 1000);
    SERIES.forEach((each) => this.past[each].push(this.now[each]));
    if (this.times.length > KEPT) {
      this.times.shift();
      SERIES.forEach((each) => this.past[each].shift());
    }
  }

  get state() {
    return this.row.state ?? "";
  }
}

/** No process can have this name. */
const SESSIONS = "\n";

/** All programs of sessions, which come and go too fast for islands of their own. */
class Sessions {
  key = SESSIONS;
  label = "sessions";
  name = "";

  update(programs) {
    this.count = programs.length;
    const cpu = programs.reduce((sum, each) => sum + (each.now.cpu ?? 0), 0);
    this.now = { cpu, memory: null, calls: 0 };
    this.row = { kind: "session", state: this.count > 0 ? "running" : "none", restarts: 0 };
  }

  get state() {
    return this.row.state;
  }

  get words() {
    return this.count === 1 ? "1 program" : `${this.count} programs`;
  }
}

/** Calls from one process to another. */
export class Flow {
  constructor(from, to) {
    this.from = from;
    this.to = to;
    this.rate = 0;
    this.failed = 0;
    this.nanos = 0;
    this.endpoints = [];
  }
}

export class Model {
  system = "";
  time = 0;
  processes = new Map();
  /** By their places, as JSON; those that once were are kept, with a rate of 0. */
  flows = new Map();
  /** What islands there are: the same, with one for all programs of sessions, once there was one. */
  places = new Map();

  /** A line of the picture; returns what happened since the last. */
  update(line) {
    const elapsed = this.time === 0 ? 1 : Math.max(0.05, (line.time - this.time) / 1000);
    this.system = line.system ?? "";
    this.time = line.time;
    const calls = new Map();
    for (const row of line.calls ?? []) {
      calls.set(row.to, (calls.get(row.to) ?? 0) + row.count / elapsed);
    }
    const before = this.processes;
    const happened = [];
    this.processes = new Map();
    for (const row of line.processes ?? []) {
      const key = this.processes.has(row.name) ? `${row.name} (${row.pid})` : row.name;
      const process = before.get(key) ?? new Process(key, row.name);
      const was = process.row;
      process.update(row, line.time, elapsed, calls.get(key) ?? 0);
      this.processes.set(key, process);
      happening(process, was, before.size > 0, happened);
    }
    for (const [key, process] of before) {
      if (!this.processes.has(key) && process.row.kind !== "session") {
        happened.push({ process, what: "is gone" });
      }
    }
    this.#place();
    this.#flow(line.calls ?? [], elapsed);
    return happened;
  }

  #place() {
    const programs = [];
    const sessions = this.places.get(SESSIONS);
    this.places = new Map();
    for (const [key, process] of this.processes) {
      if (process.row.kind === "session") {
        programs.push(process);
      } else {
        this.places.set(key, process);
      }
    }
    if (sessions || programs.length > 0) {
      const all = sessions ?? new Sessions();
      all.update(programs);
      this.places.set(SESSIONS, all);
    }
  }

  /** Where the calls of a name come from, or go to; null for the host. Who is gone already was a program of a session. */
  #placeOf(name) {
    return this.places.has(name) ? name : name && this.places.has(SESSIONS) ? SESSIONS : null;
  }

  /** Rates into the flows. */
  #flow(rows, elapsed) {
    for (const [key, flow] of this.flows) {
      if (this.places.has(flow.from) && this.places.has(flow.to)) {
        Object.assign(flow, { rate: 0, failed: 0, nanos: 0, endpoints: [] });
      } else {
        this.flows.delete(key);
      }
    }
    for (const row of rows) {
      const from = this.#placeOf(row.from);
      const to = this.#placeOf(row.to);
      if (from === null || to === null || from === to) {
        continue;
      }
      const key = JSON.stringify([from, to]);
      const flow = this.flows.get(key) ?? new Flow(from, to);
      this.flows.set(key, flow);
      // The mean, of all endpoints.
      const before = flow.rate * elapsed;
      flow.nanos = row.count + before > 0 ? (flow.nanos * before + (row.nanos ?? 0)) / (row.count + before) : 0;
      flow.rate += row.count / elapsed;
      flow.failed += (row.failed ?? 0) / elapsed;
      if (row.count > 0) {
        flow.endpoints.push(row.endpoint);
      }
    }
  }
}

function happening(process, was, begun, happened) {
  const row = process.row;
  if (!was) {
    if (begun && row.kind !== "session") {
      happened.push({ process, what: "is there" });
    }
    return;
  }
  const restarted = (row.restarts ?? 0) > (was.restarts ?? 0) || (row.pid !== was.pid && row.pid && was.pid);
  if (restarted) {
    const why = row.cause ? `: ${row.cause}` : "";
    happened.push({ process, what: `was started again${why}`, restarted: true });
  }
  if (row.state !== was.state && !(restarted && row.state === "ready")) {
    const why = row.cause && row.state !== "ready" ? `: ${row.cause}` : "";
    happened.push({ process, what: `is ${spoken(row.state)}${why}` });
  }
}

/** A state as people say it. */
export function spoken(state) {
  return state === "stopped" ? "paused" : state;
}

/** How a state is drawn: one of few kinds of health. */
export function health(state) {
  switch (state) {
    case "ready":
    case "running":
      return "well";
    case "starting":
    case "new":
    case "spare":
      return "coming";
    case "stopped":
    case "suspended":
      return "paused";
    case "blocked":
      return "blocked";
    case "ended":
    case "none":
      return "ended";
    default:
      return "ill";
  }
}
