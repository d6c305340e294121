/**
 * An order to put things in, in the page and in Jupyter: rows that move up and down by buttons, by arrow
 * keys, and by being carried. Its twin in Python is order.py.
 */

export const words = {
  kind: "Put in order",
  submit: "Check my order",
  tells: true,
  said: (result, verdict) => `${verdict}.`,
  answer: "before",
};

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const rank = new Map(item.entries.map((entry) => [entry.id, entry.rank]));
  const whole = Array.isArray(response) && response.length === rank.size && new Set(response).size === rank.size;
  if (!whole || !response.every((name) => rank.has(name))) {
    throw new Error(`${item.id} wants the ids of its ${rank.size} entries, each once`);
  }
  const ranks = response.map((name) => rank.get(name));
  const pairs = (ranks.length * (ranks.length - 1)) / 2;
  let off = 0;
  ranks.forEach((before, i) => ranks.slice(i + 1).forEach((after) => (off += before > after)));
  const key = off === 0 ? "right" : 2 * off <= pairs ? "near" : "far";
  const made = item.mistakes.find((m) => response.indexOf(m.first) < response.indexOf(m.then));
  return { score: (pairs - off) / pairs, key: made?.id ?? key, words: said(ranks.length, pairs, off) };
}

function said(entries, pairs, off) {
  if (off === 0) return `All ${entries} stand in the right order.`;
  // One pair alone can only be two neighbours: anything further apart upsets what lies between.
  if (off === 1) return "Two neighbours stand the wrong way round; the rest is right.";
  if (off === pairs) return "This is the right order back to front.";
  const right = pairs - off;
  return `Of the ${pairs} pairs, ${right} ${right === 1 ? "stands" : "stand"} in the right order.`;
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  return item.mistakes.find((m) => m.id === result.key)?.feedback ?? item.feedback[result.key];
}

/** Never in an order that would be right as it stands: turned by one it is not, as in order.py. */
export function away(entries) {
  const right = entries.every((entry, i) => i === 0 || entries[i - 1].rank <= entry.rank);
  return right ? [...entries.slice(1), entries[0]] : entries;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  let moved = false;
  let done = false;

  const rows = new Map(
    item.entries.map((entry) => {
      const name = kit.plain(entry.text);
      const up = el("button", { type: "button", class: "nl-step", "aria-label": `Move up: ${name}` }, "↑");
      const down = el("button", { type: "button", class: "nl-step", "aria-label": `Move down: ${name}` }, "↓");
      const place = el("span", { class: "nl-place", "aria-hidden": "true" });
      const grip = el("span", { class: "nl-grip", "aria-hidden": "true" }, "⠿");
      const carry = el("span", { class: "nl-carry" }, grip, place, el("span", { class: "nl-entry-text", html: entry.text }));
      const verdict = el("span", { class: "nl-verdict" });
      const node = el("li", { class: "nl-entry", "data-entry": entry.id }, carry, verdict, el("span", { class: "nl-moves" }, up, down));
      up.addEventListener("click", () => step(entry.id, -1));
      down.addEventListener("click", () => step(entry.id, 1));
      node.addEventListener("keydown", (event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!by || done) return;
        event.preventDefault();
        step(entry.id, by);
      });
      kit.drag(carry, node, {
        able: () => !done && !carry.closest("fieldset:disabled"),
        over(under, event) {
          const other = under?.closest(".nl-entry");
          if (!list.contains(other)) return null;
          const box = other.getBoundingClientRect();
          const [from, to] = [ids.indexOf(entry.id), ids.indexOf(other.dataset.entry)];
          // Past its middle, or two rows of different height would change places for ever.
          const past = (event.clientY - box.top) / box.height;
          if (to > from ? past > 0.5 : past < 0.5) shift(entry.id, to - from);
          return node;
        },
        end: () => tell(entry.id),
      });
      return [entry.id, { entry, name, node, place, verdict, up, down }];
    }),
  );
  const first = away(kit.mixed(item.entries)).map((entry) => entry.id);
  let ids = [];
  const list = el("ol", { class: "nl-order", "aria-label": "Your order" });
  const right = el(
    "div",
    { class: "nl-right-order", hidden: true },
    el("p", { class: "nl-lead" }, "The right order"),
    el("ol", { class: "nl-order" }, ...item.entries.map(told)),
  );
  const box = el("div", { class: "nl-feedback", hidden: true });
  const lead = el("p", { class: "nl-lead" }, "First at the top. Move a row with its buttons, with the arrow keys, or by its handle.");
  const node = el("div", { class: "nl-ordering" }, lead, el("div", { class: "nl-beside" }, list, right), box);

  function told(entry, i) {
    const tied = [item.entries[i - 1], item.entries[i + 1]].some((other) => other?.rank === entry.rank);
    return el(
      "li",
      { class: "nl-entry" },
      el("span", { class: "nl-place", "aria-hidden": "true" }, String(i + 1)),
      el(
        "div",
        {},
        entry.when ? el("span", { class: "nl-when" }, entry.when) : null,
        el("span", { class: "nl-entry-text", html: entry.text }),
        tied ? el("span", { class: "nl-when" }, "either way round with its neighbour") : null,
        entry.why ? el("div", { class: "nl-why", html: entry.why }) : null,
      ),
    );
  }

  /** Lay the rows as `ids` has them. */
  function lay(order) {
    ids = [...order];
    list.replaceChildren(...ids.map((name) => rows.get(name).node));
    number();
  }

  function number() {
    ids.forEach((name, i) => {
      const row = rows.get(name);
      row.place.textContent = String(i + 1);
      // Not disabled, or the button under a key would lose the focus at the end of its way.
      row.up.setAttribute("aria-disabled", String(i === 0));
      row.down.setAttribute("aria-disabled", String(i === ids.length - 1));
    });
  }

  /** Move a row by some places; its neighbours move, not itself, so that it keeps focus and pointer. */
  function shift(name, by) {
    for (let left = Math.abs(by); left > 0; left--) {
      const i = ids.indexOf(name);
      const j = i + Math.sign(by);
      if (j < 0 || j >= ids.length) break;
      const [self, other] = [rows.get(name).node, rows.get(ids[j]).node];
      if (by < 0) self.after(other);
      else self.before(other);
      [ids[i], ids[j]] = [ids[j], ids[i]];
    }
    number();
  }

  function step(name, by) {
    if (done) return;
    const before = ids.indexOf(name);
    shift(name, by);
    rows.get(name).node.scrollIntoView({ block: "nearest" });
    if (ids.indexOf(name) === before) kit.say(`${rows.get(name).name}: ${by < 0 ? "first" : "last"} already.`);
    else tell(name);
  }

  function tell(name) {
    moved = true;
    onDraft([...ids]);
    kit.say(`${rows.get(name).name}: now ${ids.indexOf(name) + 1} of ${ids.length}.`);
  }

  const whole = (order) =>
    Array.isArray(order) && order.length === rows.size && new Set(order).size === rows.size && order.every((name) => rows.has(name));
  moved = whole(draft);
  lay(moved ? draft : first);

  /** How far a row stands from where it may stand, in rows: above nought, it stands too high up. */
  function distance(name, i) {
    const rank = rows.get(name).entry.rank;
    const low = item.entries.filter((entry) => entry.rank < rank).length;
    const high = low + item.entries.filter((entry) => entry.rank === rank).length - 1;
    return i < low ? low - i : i > high ? high - i : 0;
  }

  return {
    node,
    read: () => (moved ? { response: [...ids] } : { problem: "Put the rows in order first: nothing has been moved yet." }),
    set(response) {
      moved = true;
      lay(response);
    },
    show(response, result, text) {
      done = true;
      node.classList.add("is-done");
      ids.forEach((name, i) => {
        const by = distance(name, i);
        const far = Math.abs(by);
        rows.get(name).verdict.textContent = by ? `✗ ${far} ${far === 1 ? "place" : "places"} too ${by > 0 ? "early" : "late"}` : "✓ in its place";
      });
      right.hidden = false;
      lead.hidden = true;
      box.replaceChildren(el("p", {}, `${words.said(result, kit.verdict(result.score))} ${result.words}`), el("div", { html: text }));
      box.hidden = false;
    },
    reset() {
      done = false;
      moved = false;
      node.classList.remove("is-done");
      rows.forEach((row) => (row.verdict.textContent = ""));
      right.hidden = true;
      lead.hidden = false;
      box.hidden = true;
      lay(first);
    },
    focus: () => rows.get(ids[0]).down.focus(),
  };
}
