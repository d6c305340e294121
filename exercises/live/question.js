/**
 * A question in Jupyter. The type's module and the kit come as text, because anywidget loads its
 * module from text too; each is turned into a module of its own, as the page gets it by address.
 *
 * An answer stays in this browser until the kernel says that it is in the record; what was never
 * acknowledged is sent again when the question is next shown with a live kernel.
 */

const modules = new Map();
function load(source) {
  if (!modules.has(source)) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    modules.set(source, import(url).finally(() => URL.revokeObjectURL(url)));
  }
  return modules.get(source);
}

const PENDING = "nl:pending:";
const DRAFT = "nl:draft:";
const PATIENCE = 8000;
const KEPT =
  "the kernel did not answer. Your answer is kept in this browser, and is sent again when you run this cell.";

/** Browser storage that may be forbidden: then memory does, and says so by returning false. */
const store = {
  memory: new Map(),
  set(key, value) {
    this.memory.set(key, value);
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
  remove(key) {
    this.memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept there, so there is nothing to remove.
    }
  },
  get(key) {
    try {
      return localStorage.getItem(key) ?? this.memory.get(key) ?? null;
    } catch {
      return this.memory.get(key) ?? null;
    }
  },
  /** What was typed and not yet handed in. */
  draft(item) {
    try {
      return JSON.parse(this.get(DRAFT + item));
    } catch {
      return null;
    }
  },
  pending(item) {
    const found = new Map(this.memory);
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i);
        if (key.startsWith(PENDING)) found.set(key, localStorage.getItem(key));
      }
    } catch {
      // Forbidden storage holds nothing.
    }
    const events = [];
    for (const text of found.values()) {
      try {
        const event = JSON.parse(text);
        if (event.item === item) events.push(event);
      } catch {
        // Not ours to judge: left where it is.
      }
    }
    return events.sort((a, b) => a.at - b.at);
  },
};

const uuid = () =>
  globalThis.crypto?.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16),
  );

/**
 * JupyterLab listens for keys before any cell does, and in its command mode takes arrows, Enter and letters
 * for its own. A plain key pressed in a question is the question's; with a modifier, as in Shift + Enter,
 * it stays JupyterLab's.
 */
function ownKeys(el) {
  const mind = (event) => {
    if (!el.contains(event.target)) return;
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    event.target.toggleAttribute("data-lm-suppress-shortcuts", plain);
  };
  window.addEventListener("keydown", mind, true);
  return () => window.removeEventListener("keydown", mind, true);
}

async function render({ model, el }) {
  const kit = await load(model.get("kit"));
  const types = model.get("types");
  const waiting = new Map();
  const shown = new Map();
  const saved = model.get("saved");

  const send = (event) =>
    new Promise((resolve, reject) => {
      const unanswered = () => {
        waiting.delete(event.id);
        reject(new Error(KEPT));
      };
      const late = setTimeout(unanswered, PATIENCE);
      waiting.set(event.id, { resolve, reject, late });
      try {
        model.send({ save: event });
      } catch {
        // A kernel that was restarted knows this question no more.
        clearTimeout(late);
        unanswered();
      }
    });

  const onMessage = (message) => {
    const id = message.saved ?? message.refused;
    const wait = waiting.get(id);
    if (message.saved) {
      store.remove(PENDING + id);
      if (wait) wait.resolve();
      else shown.get(message.item)?.kept();
    } else if (message.refused) {
      if (wait) wait.reject(new Error(message.why));
      else shown.get(message.item)?.failed(message.why);
    }
    if (wait) {
      clearTimeout(wait.late);
      waiting.delete(id);
    }
  };
  model.on("msg:custom", onMessage);

  for (const item of model.get("items")) {
    const root = document.createElement("section");
    el.append(root);
    const unsent = store.pending(item.id);
    const last = [saved[item.id], ...unsent].filter(Boolean).sort((a, b) => a.at - b.at).at(-1);
    const control = kit.mountItem(root, item, await load(types[item.type]), {
      saved: last ?? null,
      draft: store.draft(item.id),
      setDraft: (value) => store.set(DRAFT + item.id, JSON.stringify(value)),
      seed: model.get("seed"),
      async save(answer) {
        const event = { id: uuid(), item: item.id, version: item.version, at: Date.now(), confidence: null, ...answer };
        store.set(PENDING + event.id, JSON.stringify(event));
        store.remove(DRAFT + item.id);
        await send(event);
      },
    });
    shown.set(item.id, control);
    for (const event of unsent) send(event).then(control.kept, (error) => control.failed(error.message));
  }
  const giveKeysBack = ownKeys(el);
  const frame = model.get("frame");
  const unframe = frame ? (await load(frame)).surround(el, model, kit) : null;
  return () => {
    giveKeysBack();
    model.off("msg:custom", onMessage);
    unframe?.();
  };
}

export default { render };
