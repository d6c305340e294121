/**
 * What every question has in common: its frame, its buttons, its feedback, and saving.
 *
 * An ES module without imports: the page imports it by address, Jupyter gets it as text. A type's
 * module never imports it; it is handed in as an argument, so that both work alike.
 *
 * @typedef {{score: number, key: string, words: string}} Result
 * @typedef {"sure" | "think" | "guess" | null} Confidence
 * @typedef {{
 *   saved: object | null,
 *   save: (answer: {response: any, score: number, confidence: Confidence, ms: number}) => Promise<void>,
 *   draft?: any, setDraft?: (value: any) => boolean | void,
 *   seed?: string,
 *   fold?: boolean,
 * }} Host  What the place around the question offers: its last event, and a way to keep the next; the
 *   seed of this learner's own order (`setDraft` gives false where a draft will not outlive the page); and
 *   whether a question answered before starts folded (it does).
 * @typedef {{
 *   node: HTMLElement,
 *   read: () => {response?: any, problem?: string, field?: HTMLElement, focus?: HTMLElement},
 *   set: (response: any) => void, reset: () => void,
 *   show: (response: any, result: Result, feedback: string) => void,
 *   reveal?: () => void, focus?: () => void,
 * }} Body  What a type builds to answer in: how to read it and set it, show how it was marked, and the key.
 * @typedef {{
 *   words: {kind: string, submit: string, said: (result: Result, verdict: string) => string, answer?: any,
 *     confidence?: boolean, folds?: boolean, tells?: boolean},
 *   mark: (item: any, response: any) => Result,
 *   feedback: (item: any, result: Result) => string,
 *   build: (item: any, kit: any, way: {draft: any, onDraft: (value: any) => void,
 *     onStep: (label: string) => void}) => Body,
 * }} Type  What the ES module of every type gives. `mark` throws where its Python twin raises ValueError.
 */

/**
 * Make an element. Text children are text; only `html` is markup, and only the bank's own.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on` holds listeners, `html` trusted markup
 * @param {...(Node | string | null)} children
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [type, fn] of Object.entries(value)) node.addEventListener(type, fn);
    else if (name === "html") node.innerHTML = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** An element in the SVG namespace. */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [type, fn] of Object.entries(value)) node.addEventListener(type, fn);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A number for a sentence: the same sums in the same order as `tidy` in result.py. */
export function tidy(value) {
  const size = Math.floor(Math.abs(value) * 10 + 0.5);
  const tenth = size % 10;
  const whole = (size - tenth) / 10;
  const text = tenth ? `${whole}.${tenth}` : `${whole}`;
  return value < 0 && size ? `−${text}` : text;
}

/**
 * The things in an order that depends on `name` alone: the same draws as `shuffled` in shuffle.py
 * (the name hashed by FNV-1a, mulberry32, Fisher and Yates).
 */
export function shuffled(things, name) {
  let state = 0x811c9dc5;
  for (const letter of name) state = Math.imul(state ^ letter.codePointAt(0), 0x01000193);
  const out = [...things];
  for (let last = out.length - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    const at = Math.floor((((t ^ (t >>> 14)) >>> 0) * (last + 1)) / 2 ** 32);
    [out[last], out[at]] = [out[at], out[last]];
  }
  return out;
}

/**
 * Let a pointer carry `node` by `grip`: the second way, beside buttons. A press becomes a carry once it
 * has moved six pixels; the click that ends a carry is swallowed. A finger carries by a part of class
 * `nl-grip` only, so that it can scroll by all the rest.
 *
 * @param {HTMLElement} grip
 * @param {HTMLElement} node
 * @param {{
 *   able: () => boolean,
 *   begin?: () => void,
 *   over: (under: Element | null, event: PointerEvent) => Element | null | undefined,
 *   end: (dropped: boolean) => void,
 *   float?: boolean,
 * }} use `over` is told what lies under the pointer, and gives the target to scroll into view; with
 *   `float` the node follows the pointer
 */
export function drag(grip, node, { able, begin, over, end, float }) {
  let start = null;
  let carried = false;
  let shift = { x: 0, y: 0 };

  const follow = (event) => {
    const box = node.getBoundingClientRect();
    shift = { x: shift.x + event.clientX - start.dx - box.left, y: shift.y + event.clientY - start.dy - box.top };
    node.style.translate = `${shift.x}px ${shift.y}px`;
  };
  const finish = (dropped) => {
    if (carried) {
      node.classList.remove("is-carried");
      node.style.translate = "";
      end(dropped);
    }
    start = null;
    carried = false;
  };
  grip.addEventListener("pointerdown", (event) => {
    if (event.button || !able() || (event.pointerType === "touch" && !event.target.closest(".nl-grip"))) return;
    const box = node.getBoundingClientRect();
    start = { x: event.clientX, y: event.clientY, dx: event.clientX - box.left, dy: event.clientY - box.top };
    shift = { x: 0, y: 0 };
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!carried) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < 6) return;
      carried = true;
      node.classList.add("is-carried");
      begin?.();
    }
    if (float) follow(event);
    const under = grip.getRootNode().elementsFromPoint(event.clientX, event.clientY).find((found) => !node.contains(found));
    over(under ?? null, event)?.scrollIntoView({ block: "nearest" });
  });
  grip.addEventListener("pointerup", () => {
    if (carried) {
      const swallow = (event) => event.stopImmediatePropagation();
      grip.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => grip.removeEventListener("click", swallow, { capture: true }));
    }
    finish(true);
  });
  grip.addEventListener("pointercancel", () => finish(false));
}

/**
 * What is kept of a question that is not handed in: the type's own draft, and beside it what the frame
 * knows (a hint that was opened, how sure the learner is). Only where there is something beside it is it wrapped.
 */
function unwrap(kept) {
  return kept?.beside ? { draft: kept.draft ?? null, ...kept.beside } : { draft: kept ?? null };
}

function wrap({ draft, hint, confidence }) {
  return hint || confidence ? { draft, beside: { hint: Boolean(hint), confidence: confidence ?? null } } : draft;
}

/** Scroll to what was just said, where the window ends before it. What is in view already stays where it is. */
const bring = (node) => node?.scrollIntoView({ block: "nearest" });

const VERDICTS = { right: "✓ Right", wrong: "✗ Not this", part: "◐ Partly" };

/** The verdict as a sign and a word, never a colour alone. */
export function verdict(score) {
  return score >= 1 ? VERDICTS.right : score <= 0 ? VERDICTS.wrong : VERDICTS.part;
}

const UNKEPT =
  "Not kept: the browser stores nothing for this page, or nothing more. What you do here is gone when the page is closed; copy a long text elsewhere first.";

const uid = () => Math.random().toString(36).slice(2, 10);

const SURE = { sure: "sure", think: "I think so", guess: "a guess" };

/**
 * How sure the learner is, before the answer: three small buttons of which none need be used.
 * @param {string} name of the group
 * @param {(value: Confidence) => void} onChange
 */
function sureness(name, onChange) {
  const radios = Object.entries(SURE).map(([value, words]) => {
    const input = el("input", { type: "radio", name, value, on: { change: () => onChange(value) } });
    return { input, node: el("label", { class: "nl-rating" }, input, ` ${words}`) };
  });
  return {
    node: el(
      "fieldset",
      { class: "nl-sure" },
      el("legend", {}, "How sure are you? (You need not say.)"),
      ...radios.map((radio) => radio.node),
    ),
    set: (value) => radios.forEach(({ input }) => (input.checked = input.value === value)),
  };
}

/** Markup as it is read out: a space where a paragraph ends. */
const spoken = (markup) => el("span", { html: markup.replaceAll("</p>", " </p>") }).textContent.replace(/\s+/g, " ").trim();

/** The first words of a prompt: enough to know the question by. */
function opening(text) {
  const words = text.split(" ");
  return words.length > 14 ? `${words.slice(0, 12).join(" ")} …` : text;
}

/**
 * Bring one question to life inside `root`.
 *
 * A type may say four things of itself in its `words`: `confidence: false`, where there is nothing to be
 * sure of; `answer: "before"`, where an answered question shows the right answer by itself, or `"never"`,
 * where one's own answer has to come first; `folds: false`, where what was made is to stay in view; and
 * `tells: true`, where its feedback is short enough to be read out with the verdict.
 *
 * @param {HTMLElement} root replaced content; gets data-item, data-type and data-state
 * @param {object} item the declaration
 * @param {Type} type the type's ES module
 * @param {Host} host
 */
export function mountItem(root, item, type, host) {
  const kept = unwrap(host.draft);
  const saved = el("p", { class: "nl-saved" });
  const keepDraft = (change) => {
    Object.assign(kept, change);
    // Said before anything is lost: an essay may be in it.
    if (host.setDraft?.(wrap(kept)) === false) saved.textContent = UNKEPT;
    else if (saved.textContent === UNKEPT) saved.textContent = "";
  };
  const kit = {
    el,
    svg,
    tidy,
    verdict,
    drag,
    uid: uid(),
    // The learner's own order of options; what is kept are their ids, never their places.
    mixed: (things) => (item.shuffle === false ? [...things] : shuffled(things, `${host.seed ?? ""} ${item.id}`)),
    // For what happens on the way to an answer: heard, and seen where it happens.
    say: (text) => say(text, { shown: true }),
    // The words alone, to be named in a sentence.
    plain: (markup) => el("span", { html: markup }).textContent.trim().replace(/\.$/, ""),
  };
  const started = Date.now();
  let open = true;

  root.classList.add("nl-item");
  root.dataset.item = item.id;
  root.dataset.type = item.type;
  const main = el("button", { type: "button", class: "nl-button nl-button-main" }, type.words.submit);
  const body = type.build(item, kit, {
    draft: kept.draft,
    onDraft: (value) => keepDraft({ draft: value }),
    // A type that takes two steps names the second on the button.
    onStep: (label) => (main.textContent = label),
  });
  const field = el("fieldset", { class: "nl-body", role: "none" }, body.node);
  const sure = type.words.confidence === false ? null : sureness(`nl-sure-${kit.uid}`, (confidence) => keepDraft({ confidence }));
  const status = el("p", { class: "nl-status", role: "status", id: `nl-status-${kit.uid}` });
  const explain = el("div", { class: "nl-explain", hidden: true });
  const again = el("button", { type: "button", class: "nl-button", hidden: true }, "Try again");
  const answer = el("button", { type: "button", class: "nl-button nl-button-quiet" }, "Show the answer");
  const hintId = `nl-hint-${kit.uid}`;
  const hint = el("button", { type: "button", class: "nl-button nl-button-quiet", "aria-controls": hintId }, "Hint");
  const hintBox = el("div", { class: "nl-item-hint", id: hintId, hidden: true, html: item.hint ?? "" });
  const promptId = `nl-prompt-${kit.uid}`;
  const contentId = `nl-content-${kit.uid}`;
  const foldVerdict = el("span", { class: "nl-fold-verdict" });
  const foldSign = el("span", { class: "nl-fold-sign" });
  const fold = el(
    "button",
    { type: "button", class: "nl-fold", hidden: true, "aria-controls": contentId },
    el("span", { class: "nl-fold-words" }, opening(item.prompt_text)),
    foldVerdict,
    foldSign,
  );
  root.setAttribute("role", "group");
  root.setAttribute("aria-labelledby", promptId);
  root.replaceChildren(
    el(
      "div",
      { class: "nl-item-head" },
      el("span", { class: "nl-kind" }, type.words.kind),
      fold,
      el("span", { class: "nl-outcome", title: item.outcome_text }, item.outcome),
    ),
    el(
      "div",
      { class: "nl-content", id: contentId },
      el("div", { class: "nl-prompt", id: promptId, html: item.prompt }),
      field,
      sure && sure.node,
      el("div", { class: "nl-actions" }, main, again, hint, answer),
      hintBox,
      status,
      explain,
      saved,
    ),
  );

  /**
   * Say it so that a screen reader hears it even when the words are the same as before. What stands
   * on the page already, such as the verdict beside the option, is heard and not shown twice; `seen`
   * is where it stands, so that it does not come to pass outside a small window.
   */
  const say = (text, { shown = false, seen = shown ? null : status } = {}) => {
    status.textContent = "";
    status.classList.toggle("is-heard", shown);
    requestAnimationFrame(() => {
      status.textContent = text;
      bring(seen);
    });
  };

  /** Where a marked question says how it went: in a line of its own, or beneath what was chosen. */
  const verdictBox = () => root.querySelector(".nl-result:not([hidden])") ?? root.querySelector(".nl-feedback:not([hidden])");

  /** What is wrong belongs to the box that it is about, until something else stands there. */
  const blame = (box) => {
    const described = box.getAttribute("aria-describedby");
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", [described, status.id].filter(Boolean).join(" "));
    acquit = () => {
      box.removeAttribute("aria-invalid");
      if (described) box.setAttribute("aria-describedby", described);
      else box.removeAttribute("aria-describedby");
      acquit = () => {};
    };
    box.addEventListener("input", acquit, { once: true });
  };
  let acquit = () => {};

  /** Whether feedback may be told: a test keeps it to its end, and what is not shown is not said. */
  const toBeSeen = () => [...field.querySelectorAll(".nl-feedback")].some((box) => box.checkVisibility());

  /** One line, or all of it. Paper always has all of it: see items.css. */
  const setFold = (folded) => {
    root.classList.toggle("is-folded", folded);
    fold.setAttribute("aria-expanded", String(!folded));
    foldSign.textContent = folded ? "Open" : "Fold";
  };

  const setHint = (shown) => {
    hintBox.hidden = !shown;
    hint.setAttribute("aria-expanded", String(shown));
  };

  /** Either the question waits for an answer, or it shows what became of one. */
  const turn = (waiting, score = 0) => {
    open = waiting;
    main.hidden = !waiting;
    again.hidden = waiting;
    explain.hidden = waiting;
    if (sure) sure.node.hidden = !waiting;
    hint.hidden = !waiting || !item.hint;
    setHint(waiting && Boolean(item.hint && kept.hint));
    const told = type.words.answer;
    answer.hidden = !item.key || told === "never" || (!waiting && (score >= 1 || told === "before"));
  };

  const show = (response, result) => {
    const feedback = type.feedback(item, result);
    body.show(response, result, feedback);
    explain.replaceChildren(el("div", { html: item.explain }), sourcesOf(item));
    turn(false, result.score);
    foldVerdict.textContent = type.words.said(result, verdict(result.score)).replace(/\.$/, "");
    fold.hidden = false;
  };

  const submit = async () => {
    if (!open) return;
    acquit();
    const reading = body.read();
    if (reading.problem) {
      say(reading.problem, { seen: reading.focus ? null : status });
      if (reading.field) blame(reading.field);
      const next = reading.focus ?? reading.field;
      if (next) next.focus();
      else body.focus?.();
      return;
    }
    const { response } = reading;
    const result = type.mark(item, response);
    const confidence = kept.confidence ?? null;
    show(response, result);
    root.dataset.state = "answered";
    const words = result.words ? ` ${result.words}` : "";
    const why = type.words.tells && toBeSeen() ? ` ${spoken(type.feedback(item, result))}` : "";
    say(type.words.said(result, verdict(result.score)) + words + why, { shown: true, seen: verdictBox() });
    // The button that had the focus is gone: hand it on at once, so that keys go on from here while it is kept.
    if (document.activeElement === document.body || root.contains(document.activeElement)) again.focus({ preventScroll: true });
    await keep({ response, score: result.score, confidence, ms: Date.now() - started });
    // The last answer of a test opens it: only then is there a button to take the focus.
    if (document.activeElement === document.body || document.activeElement === main) again.focus({ preventScroll: true });
  };

  const keep = async (event) => {
    saved.textContent = "Saving…";
    try {
      await host.save(event);
      root.dataset.state = "saved";
      saved.textContent = "Saved.";
    } catch (error) {
      root.dataset.state = "failed";
      saved.textContent = `Not saved: ${error.message}`;
    }
  };

  main.addEventListener("click", submit);
  body.node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("input") && open) {
      event.preventDefault();
      submit();
    }
  });
  fold.addEventListener("click", () => setFold(!root.classList.contains("is-folded")));
  hint.addEventListener("click", () => {
    setHint(hintBox.hidden);
    if (hintBox.hidden) return;
    keepDraft({ hint: true });
    say(`Hint: ${hintBox.textContent}`, { shown: true, seen: hintBox });
  });
  // To look is not to answer: nothing is recorded, and the question waits until it is tried again.
  answer.addEventListener("click", () => {
    const key = el("p", { class: "nl-key", html: `<strong>Answer:</strong> ${item.key}` });
    // Where the question shows the answer itself, it is heard and not written twice.
    explain.replaceChildren(...(body.reveal ? [] : [key]), el("div", { html: item.explain }), sourcesOf(item));
    field.disabled = true;
    body.reveal?.();
    turn(false, 1);
    say(key.textContent, { shown: true, seen: body.reveal ? null : key });
    again.focus({ preventScroll: true });
  });
  again.addEventListener("click", () => {
    Object.assign(kept, { draft: null, hint: false, confidence: null });
    sure?.set(null);
    field.disabled = false;
    body.reset();
    turn(true);
    fold.hidden = true;
    saved.textContent = "";
    root.dataset.state = "ready";
    say("Try again.", { shown: true });
    body.focus?.();
  });

  /** Show an answer given earlier, or one that another page or kernel has just kept. */
  const restore = (event) => {
    if (!event) {
      root.dataset.state = "ready";
      return;
    }
    if (event.version !== item.version) {
      root.dataset.state = "ready";
      saved.textContent = "You answered an earlier version of this question; that answer is kept.";
      return;
    }
    let result;
    try {
      result = type.mark(item, event.response);
    } catch {
      root.dataset.state = "ready";
      saved.textContent = "The answer kept for this question cannot be shown; it stays in your record.";
      return;
    }
    // Another answer may stand here, marked.
    field.disabled = false;
    body.reset();
    body.set(event.response);
    show(event.response, result);
    root.dataset.state = "saved";
    saved.textContent = `Saved ${when(event.at)}.`;
  };

  setFold(false);
  turn(true);
  sure?.set(kept.confidence);
  // A draft is newer than the last answer: whoever began again goes on from there.
  if (kept.draft == null) {
    restore(host.saved);
    if (!open && type.words.folds !== false) setFold(host.fold ?? true);
  } else {
    root.dataset.state = "ready";
    if (host.saved) saved.textContent = "You began this again; your earlier answer is kept.";
  }
  return {
    restore,
    failed: (message) => {
      root.dataset.state = "failed";
      saved.textContent = `Not saved: ${message}`;
      setFold(false);
    },
    kept: () => {
      root.dataset.state = "saved";
      saved.textContent = "Saved.";
    },
  };
}

function when(at) {
  const date = new Date(at);
  const text = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return `on ${text}`;
}

function sourcesOf(item) {
  if (!item.sources.length) return el("span");
  const links = item.sources.map((source) => {
    const year = source.year ? ` (${source.year})` : "";
    const words = `${source.author}${year}, ${source.title}`;
    return el("li", {}, /^https?:/.test(source.url) ? el("a", { href: source.url, rel: "noopener" }, words) : words);
  });
  return el("div", { class: "nl-sources" }, el("span", {}, "Sources"), el("ul", {}, ...links));
}
