// Where islands lie: who is called lies below who calls. Places depend on names and on who has ever called whom, and on nothing
// else, so an island stays where it is when its process dies and comes back.

const GAP_X = 30;
const GAP_Y = 62;
const MARGIN = 24;

/** The size of islands where so much room is. */
export function island(width) {
  return width < 560 ? { width: 134, height: 64 } : { width: 148, height: 74 };
}

export class Layout {
  /** Names in the order in which they were first seen. */
  #order = new Map();

  /** names: array; edges: array of [from, to]. Returns places of centres, by name, and the height of it all. */
  place(names, edges, width) {
    names.forEach((name) => this.#order.has(name) || this.#order.set(name, this.#order.size));
    const sorted = [...names].sort((a, b) => this.#order.get(a) - this.#order.get(b));
    const known = new Set(names);
    const used = edges.filter(([from, to]) => known.has(from) && known.has(to));
    const { rows, loose } = this.#rows(sorted, used);
    return this.#arrange([...rows, ...(loose.length > 0 ? [loose] : [])], used, width);
  }

  #rows(names, edges) {
    const callees = new Map(names.map((name) => [name, []]));
    const linked = new Set();
    edges.forEach(([from, to]) => {
      callees.get(from).push(to);
      linked.add(from).add(to);
    });
    const level = new Map();
    const onPath = new Set();
    const sink = (name, depth) => {
      if (onPath.has(name) || (level.get(name) ?? -1) >= depth) {
        return;
      }
      level.set(name, depth);
      onPath.add(name);
      callees.get(name).forEach((to) => sink(to, depth + 1));
      onPath.delete(name);
    };
    const called = new Set(edges.map(([, to]) => to));
    const tied = names.filter((name) => linked.has(name));
    // First those whom nobody calls; what is left then calls each other in a circle.
    tied.filter((name) => !called.has(name)).forEach((name) => sink(name, 0));
    tied.filter((name) => !level.has(name)).forEach((name) => level.has(name) || sink(name, 0));
    const rows = [];
    tied.forEach((name) => (rows[level.get(name)] ??= []).push(name));
    return { rows: rows.filter((row) => row), loose: names.filter((name) => !linked.has(name)) };
  }

  #arrange(rows, edges, width) {
    const size = island(width);
    const inRow = Math.max(1, Math.floor((width - 2 * MARGIN + GAP_X) / (size.width + GAP_X)));
    const places = new Map();
    let y = MARGIN + size.height / 2;
    for (const row of rows) {
      const callers = (name) => edges.filter(([from, to]) => to === name && places.has(from)).map(([from]) => from);
      const pull = new Map(
        row.map((name) => {
          const above = callers(name);
          const sum = above.reduce((x, from) => x + places.get(from).x, 0);
          return [name, above.length > 0 ? sum / above.length : width / 2];
        }),
      );
      const ordered = [...row].sort((a, b) => pull.get(a) - pull.get(b) || this.#order.get(a) - this.#order.get(b));
      const lines = Math.ceil(ordered.length / inRow);
      const most = Math.ceil(ordered.length / lines);
      for (let at = 0; at < ordered.length; at += most) {
        const line = ordered.slice(at, at + most);
        const step = Math.min(size.width + 2.4 * GAP_X, (width - 2 * MARGIN - size.width) / Math.max(1, line.length - 1));
        const left = width / 2 - (step * (line.length - 1)) / 2;
        line.forEach((name, i) => places.set(name, { x: left + step * i, y: y + sway(name) }));
        y += size.height + (at + most < ordered.length ? GAP_Y * 0.65 : GAP_Y);
      }
    }
    return { places, size, height: y - GAP_Y - size.height / 2 + MARGIN };
  }
}

/** Islands lie on no line. */
function sway(name) {
  return (hash(name) % 17) - 8;
}

/** The same number for the same name, always. */
export function hash(name) {
  let value = 2166136261;
  for (let i = 0; i < name.length; i++) {
    value = Math.imul(value ^ name.charCodeAt(i), 16777619);
  }
  return value >>> 0;
}
