/**
 * Cards to put into groups, in the page and in Jupyter: choose a card, then its group, or carry it there.
 * Then each card shows where the course puts it, and why. Its twin in Python is sort.py.
 */

export const words = {
  kind: "Sort",
  submit: "Check my groups",
  said: (result, verdict) => `${verdict}.`,
  answer: "before",
};

/** @returns {{score: number, key: string, words: string}} */
export function mark(item, response) {
  const { cards } = item;
  const given = response !== null && typeof response === "object" && !Array.isArray(response) ? Object.keys(response) : [];
  if (given.length !== cards.length || !cards.every((card) => given.includes(card.id))) {
    throw new Error(`${item.id} wants a group for each of its ${cards.length} cards`);
  }
  for (const name of given) {
    if (!item.groups.some((group) => group.id === response[name])) {
      throw new Error(`${item.id} has no group ${JSON.stringify(response[name])}`);
    }
  }
  const off = cards.filter((card) => !card.groups.includes(response[card.id]));
  const right = cards.length - off.length;
  return {
    score: right / cards.length,
    key: off.map((card) => `${card.id}:${response[card.id]}`).join(" ") || "right",
    words: off.length
      ? `${right || "None"} of ${cards.length} cards ${right === 1 ? "lies where the course puts it" : "lie where the course puts them"}.`
      : `All ${right} cards lie where the course puts them.`,
  };
}

/** Where the course puts a card and why, as HTML; first what is off about `group`, if anything. */
function told(item, card, group) {
  const names = Object.fromEntries(item.groups.map((g) => [g.id, g.text]));
  const place = card.groups.map((name) => `<strong>${names[name]}</strong>`).join(" or ");
  return `${card.mistakes[group] ?? ""}<p>The course: ${place}.</p>${card.why}`;
}

/** @see Type in _kit.js: `feedback` */
export function feedback(item, result) {
  const off = new Map(
    result.key
      .split(" ")
      .filter((part) => part.includes(":"))
      .map((part) => part.split(":")),
  );
  const rows = item.cards.map((card) => {
    const group = off.get(card.id);
    return `<li>${group === undefined ? "✓" : "✗"} ${card.text} ${told(item, card, group)}</li>`;
  });
  return `<ul class="nl-each">${rows.join("")}</ul>`;
}

/** @see Type in _kit.js: `build` */
export function build(item, kit, { draft, onDraft }) {
  const { el } = kit;
  /** @type {Map<string, string>} card -> group */
  const placed = new Map();
  let held = null;
  let done = false;

  const cards = kit.mixed(item.cards).map((card) => {
    const button = el(
      "button",
      { type: "button", class: "nl-slip", "aria-pressed": "false" },
      el("span", { class: "nl-grip", "aria-hidden": "true" }, "⠿"),
      el("span", { class: "nl-slip-text", html: card.text }),
      el("span", { class: "nl-verdict" }),
    );
    const why = el("div", { class: "nl-why", hidden: true });
    const node = el("li", { "data-card": card.id }, button, why);
    button.addEventListener("click", (event) => {
      hold(held === card.id ? null : card.id);
      // By key: straight to the groups, past all the other cards.
      if (held !== null && event.detail === 0) groups[0].button.focus();
    });
    kit.drag(button, node, {
      able: () => !done && !button.closest("fieldset:disabled"),
      begin: () => hold(card.id),
      over: (under) => aim(groups.find((group) => group.node.contains(under)))?.node,
      end(dropped) {
        const target = groups.find((group) => group.node.classList.contains("is-target"));
        aim(null);
        if (dropped && target) put(card.id, target.group.id);
        else hold(null);
        button.focus({ preventScroll: true });
      },
      float: true,
    });
    return { card, name: kit.plain(card.text), button, why, node };
  });
  const by = new Map(cards.map((made) => [made.card.id, made]));

  const groups = item.groups.map((group) => {
    const button = el("button", { type: "button", class: "nl-button nl-put", "aria-label": `Put here: ${kit.plain(group.text)}` }, "Put here");
    const list = el("ul", { class: "nl-slips" });
    const empty = el("p", { class: "nl-empty" }, "No card yet.");
    const title = el("p", { class: "nl-group-title", html: group.text });
    const name = kit.plain(group.text);
    const node = el("div", { class: "nl-group", role: "group", "data-group": group.id, "aria-label": name }, title, button, list, empty);
    button.addEventListener("click", (event) => {
      if (held === null) {
        kit.say("Choose a card first, then its group.");
        return;
      }
      put(held, group.id, event.detail === 0);
    });
    // All of the box takes the card, not its button alone.
    node.addEventListener("click", (event) => held !== null && !event.target.closest("button") && put(held, group.id));
    return { group, name, button, list, empty, node };
  });
  const tray = el("ul", { class: "nl-slips" });
  const lead = el("p", { class: "nl-lead" });
  const box = el("p", { class: "nl-result", hidden: true });
  const heap = el("div", { class: "nl-tray" }, lead, tray);
  const node = el(
    "div",
    { class: "nl-sort" },
    heap,
    el("div", { class: "nl-groups" }, ...groups.map((group) => group.node)),
    box,
  );
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held !== null) {
      const { button } = by.get(held);
      hold(null);
      button.focus();
      return;
    }
    const turn = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const at = groups.findIndex((group) => group.button === event.target);
    if (!turn || at < 0) return;
    event.preventDefault();
    groups[(at + turn + groups.length) % groups.length].button.focus();
  });

  const waiting = () => cards.filter(({ card }) => !placed.has(card.id));

  function aim(target) {
    groups.forEach((group) => group.node.classList.toggle("is-target", group === target));
    return target;
  }

  function grasp(name) {
    held = name;
    for (const { card, button } of cards) {
      button.setAttribute("aria-pressed", String(card.id === name));
      button.classList.toggle("is-held", card.id === name);
    }
    node.classList.toggle("is-holding", name !== null);
  }

  /** Take a card up, or let go of the one that was held, and say so. */
  function hold(name) {
    grasp(name);
    kit.say(name === null ? "No card is held." : `Held: ${by.get(name).name}. Now choose its group.`);
  }

  function put(name, group, byKey = false) {
    grasp(null);
    placed.set(name, group);
    lay();
    onDraft(Object.fromEntries(placed));
    const left = waiting();
    const rest = left.length ? `${left.length} left.` : "All cards have a group.";
    kit.say(`${by.get(name).name}: now in ${groups.find((g) => g.group.id === group).name}. ${rest}`);
    if (byKey && left.length) left[0].button.focus();
  }

  /** Each card where it belongs by now; a card that lies there already is not touched, so that focus stays. */
  function lay() {
    for (const { card, node: one } of cards) {
      const home = groups.find((group) => group.group.id === placed.get(card.id))?.list ?? tray;
      if (one.parentNode !== home) home.append(one);
    }
    groups.forEach((group) => (group.empty.hidden = group.list.childElementCount > 0));
    const left = waiting().length;
    lead.textContent = left
      ? `${left} ${left === 1 ? "card" : "cards"} to sort. Choose a card, then the group to put it in.`
      : "To move a card, choose it again, and then another group.";
  }

  if (draft !== null && typeof draft === "object" && !Array.isArray(draft)) {
    for (const [name, group] of Object.entries(draft)) {
      if (by.has(name) && groups.some((g) => g.group.id === group)) placed.set(name, group);
    }
  }
  lay();

  return {
    node,
    read() {
      const left = waiting().length;
      return left
        ? { problem: `Put ${left} more ${left === 1 ? "card" : "cards"} into a group first.` }
        : { response: Object.fromEntries(item.cards.map((card) => [card.id, placed.get(card.id)])) };
    },
    set(response) {
      for (const [name, group] of Object.entries(response)) placed.set(name, group);
      lay();
    },
    show(response, result) {
      done = true;
      grasp(null);
      node.classList.add("is-done");
      heap.hidden = true;
      groups.forEach((group) => (group.button.hidden = true));
      for (const { card, button, why } of cards) {
        const right = card.groups.includes(response[card.id]);
        button.disabled = true;
        button.classList.add(right ? "is-right" : "is-wrong");
        button.querySelector(".nl-verdict").textContent = right ? "✓ here" : "✗ elsewhere";
        why.innerHTML = told(item, card, right ? undefined : response[card.id]);
        why.hidden = false;
      }
      box.textContent = `${kit.verdict(result.score)}. ${result.words}`;
      box.hidden = false;
    },
    reset() {
      done = false;
      placed.clear();
      node.classList.remove("is-done");
      heap.hidden = false;
      box.hidden = true;
      groups.forEach((group) => (group.button.hidden = false));
      for (const { button, why } of cards) {
        button.disabled = false;
        button.classList.remove("is-right", "is-wrong");
        button.querySelector(".nl-verdict").textContent = "";
        why.hidden = true;
      }
      lay();
    },
    focus: () => (waiting()[0] ?? cards[0]).button.focus(),
  };
}
