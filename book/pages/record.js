/**
 * The learner's record in the browser: an answer shown as saved has been written and read back.
 *
 * The schema is that of `exercises/record/events.py`; `tests/vectors/events.json` keeps the two in
 * step. One storage key per event, so that two tabs can never overwrite each other's answers.
 *
 * @typedef {null | boolean | number | string | JsonValue[] | {[key: string]: JsonValue}} JsonValue
 * @typedef {object} Answer
 * @property {string} id a UUID, lower case
 * @property {string} item such as "IMP-1.2"
 * @property {number} version of the item, 1 or more
 * @property {number} at UTC milliseconds
 * @property {JsonValue} response
 * @property {number} score 0..1
 * @property {"sure" | "think" | "guess" | null} confidence
 * @property {number | null} ms time taken in milliseconds
 */

export const FIELDS = Object.freeze([
  "id", "item", "version", "at", "response", "score", "confidence", "ms",
]);
const CONFIDENCE = ["sure", "think", "guess"];
const MAX_AT = 253402300799999; // the last millisecond of the year 9999
const MAX_RESPONSE = 65536;
const MAX_DEPTH = 32;
const FORMAT = "new-localism-record";
const VERSION = 1;

const EVENT = "nl:event:";
const DRAFT = "nl:draft:";
const ASIDE = "nl:unreadable:";
const PROBE = "nl:probe";
const SEED = "nl:seed";

const ID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const ITEM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** An event breaks the schema; `field` names where, `rule` says what was asked for. */
export class EventError extends Error {
  /** @param {string} field @param {string} rule @param {string} [found] */
  constructor(field, rule, found) {
    super(found === undefined ? `${field}: ${rule}` : `${field}: ${rule}, but is ${found}`);
    this.name = "EventError";
    this.field = field;
    this.rule = rule;
  }
}

/** The record, or a file of it, could not be read or written; the message is for the learner. */
export class RecordError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "RecordError";
  }
}

/**
 * The event in its normal form (a new object). All eight fields must be there; an unknown one is
 * refused, never dropped. The response may be any JSON value up to 32 levels deep and 65,536 bytes
 * (compact JSON in UTF-8, every number as 8 bytes, escapes as what they stand for).
 *
 * @param {unknown} event
 * @returns {Answer}
 * @throws {EventError}
 */
export function check(event) {
  if (!isObject(event)) {
    throw new EventError("event", `must be an object with the fields ${FIELDS.join(", ")}`);
  }
  for (const field of FIELDS) {
    if (!Object.hasOwn(event, field)) throw new EventError(field, "is missing");
  }
  const unknown = Object.keys(event).filter((field) => !FIELDS.includes(field)).sort();
  if (unknown.length) {
    throw new EventError(
      unknown[0], `is not a field of an event; the fields are ${FIELDS.join(", ")}`,
    );
  }
  return {
    id: text("id", event.id, ID, "a UUID such as 1b4e28ba-2fa1-4d2e-883f-0016d3cca427")
      .toLowerCase(),
    item: text("item", event.item, ITEM, "an item's name such as IMP-1.2"),
    version: whole("version", event.version, 1, Number.MAX_SAFE_INTEGER),
    at: whole("at", event.at, 0, MAX_AT),
    response: json("response", event.response),
    score: score(event.score),
    confidence: confidence(event.confidence),
    ms: event.ms === null ? null : whole("ms", event.ms, 0, Number.MAX_SAFE_INTEGER, " or null"),
  };
}

/**
 * The events by time, then by id.
 * @param {Iterable<Answer>} events
 * @returns {Answer[]}
 */
export function order(events) {
  return [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * The checked events of both, each id once, in order; where an id appears twice the first stands.
 * @param {Iterable<Answer>} a
 * @param {Iterable<Answer>} b
 * @returns {Answer[]}
 */
export function merge(a, b) {
  /** @type {Map<string, Answer>} */
  const found = new Map();
  for (const event of [...a, ...b]) {
    if (!found.has(event.id)) found.set(event.id, event);
  }
  return order(found.values());
}

/**
 * A checked event with a fresh id and the present time.
 * @param {{item: string, version: number, response: JsonValue, score: number,
 *   confidence?: string | null, ms?: number | null, after?: number | null}} given `ms` is rounded;
 *   `after` (UTC milliseconds) is a time that this event must follow, even if the clock was set back
 * @returns {Answer}
 * @throws {EventError}
 */
export function newEvent({
  item, version, response, score: mark, confidence: how = null, ms = null, after = null,
}) {
  const now = Math.max(0, Date.now());
  return check({
    id: uuid(),
    item,
    version,
    at: after === null ? now : Math.min(Math.max(now, after + 1), MAX_AT),
    response,
    score: mark,
    confidence: how,
    ms: typeof ms === "number" && Number.isFinite(ms) ? Math.round(ms) : ms,
  });
}

/**
 * The record kept in a browser's storage.
 *
 * Where storage is forbidden the record lives in memory, `lasting` is false and `notices` says so:
 * the page works, but an answer must not be shown as saved.
 *
 * @param {Storage | null} [storage]
 * @param {EventTarget} [tabs] where `storage` events of other tabs arrive
 */
export function createRecord(storage = browserStorage(), tabs = globalThis) {
  /** @type {Map<string, string>} */
  const notes = new Map();
  /** @type {Map<string, {raw: string, event: Answer | null}>} */
  const parsed = new Map();
  /** @type {Map<string, string>} */
  const unsavedDrafts = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {string | null} */
  let seed = null;

  const lasting = usable(storage);
  const box = lasting ? storage : memory();
  if (!lasting) {
    notes.set("memory", "This browser does not let the page store anything (a private window, or"
      + " site data switched off). Your answers work, but are gone when the page is closed:"
      + " export them to keep them.");
  }

  /** @template T @param {string} what @param {() => T} act @returns {T} */
  function reach(what, act) {
    try {
      return act();
    } catch (error) {
      if (error instanceof RecordError) throw error;
      throw new RecordError(isFull(error)
        ? `${what} The browser's storage for this site is full. Export your record, free some`
          + " space (for example by clearing other data of this site), then answer again."
        : `${what} The browser does not let this page use its storage (${error?.name ?? error}).`
          + " Allow site data for this page or leave the private window, then answer again.");
    }
  }

  /** @param {string} key @param {string} raw @returns {Answer | null} */
  function parse(key, raw) {
    const known = parsed.get(key);
    if (known?.raw === raw) return known.event;
    let event = null;
    try {
      const found = check(JSON.parse(raw));
      if (EVENT + found.id === key) event = freeze(found);
    } catch {
      // Left where it is: a later version of the course may be able to read it.
    }
    if (event === null) {
      notes.set(key, `A saved entry (${key.slice(EVENT.length)}) could not be read. It was left as`
        + " it is, and the other answers are not affected.");
    } else {
      notes.delete(key);
    }
    parsed.set(key, { raw, event });
    return event;
  }

  /** @returns {Answer[]} */
  function stored() {
    return reach("Your record could not be read.", () => {
      const found = [];
      for (const key of keys(box, EVENT)) {
        const raw = box.getItem(key);
        const event = raw === null ? null : parse(key, raw);
        if (event) found.push(event);
      }
      return order(found);
    });
  }

  /** Writes one checked event. @param {Answer} event @returns {boolean} false if it was there */
  function write(event) {
    const key = EVENT + event.id;
    const there = box.getItem(key);
    if (there !== null && parse(key, there)) return false;
    const raw = JSON.stringify(event);
    if (there !== null) {
      box.setItem(ASIDE + event.id, there);
      if (box.getItem(ASIDE + event.id) !== there) throw notKept();
    }
    box.setItem(key, raw);
    if (box.getItem(key) !== raw) throw notKept();
    return true;
  }

  /** @param {Answer[]} events @param {string} what @returns {number} how many were new */
  function writeAll(events, what) {
    /** @type {string[]} */
    const done = [];
    try {
      reach(what, () => {
        for (const event of events) {
          if (write(event)) done.push(EVENT + event.id);
        }
      });
    } catch (error) {
      for (const key of done) {
        try {
          box.removeItem(key);
        } catch {
          // What stays is a whole answer, and importing again finds it there.
        }
      }
      throw error;
    }
    if (done.length) tell();
    return done.length;
  }

  function tell() {
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        // The answer is saved whatever a listener does; its error goes where errors go.
        globalThis.reportError?.(error);
      }
    }
  }

  /** @param {StorageEvent} event */
  function heard(event) {
    // A key of null means that the other tab cleared everything.
    if (event.key === null || event.key?.startsWith(EVENT)) tell();
  }

  const record = {
    /** False where answers live in memory only. */
    lasting,

    /** Plain sentences about what had to be worked around. @returns {string[]} */
    get notices() {
      return [...notes.values()];
    },

    check,
    order,
    merge,

    /**
     * As the exported `newEvent`, but never earlier than the item's last event. Saves nothing.
     * @param {Parameters<typeof newEvent>[0]} given
     */
    newEvent(given) {
      let last = null;
      try {
        last = record.latest(given.item);
      } catch {
        // `append` is the one to say that storage fails; marking goes on.
      }
      return newEvent({ ...given, after: last ? last.at : null });
    },

    /**
     * Saves one event: true once it was written and read back, false if its id was there already.
     * @param {unknown} event
     * @returns {boolean}
     * @throws {EventError} it breaks the schema
     * @throws {RecordError} storage is full or forbidden; nothing was saved
     */
    append(event) {
      return writeAll([check(event)], "Your answer was not saved.") === 1;
    },

    /** All events, or those of one item, in order; frozen. @param {string} [item] */
    events(item) {
      const all = stored();
      return item === undefined ? all : all.filter((event) => event.item === item);
    },

    /** The last event of an item, or null. @param {string} item @returns {Answer | null} */
    latest(item) {
      return record.events(item).at(-1) ?? null;
    },

    /** The exchange file: JSON with one event a line. @returns {string} */
    exportText() {
      const head = { format: FORMAT, version: VERSION, exported: new Date().toISOString() };
      const lines = stored().map((event) => JSON.stringify(event));
      const body = lines.length ? `[\n${lines.join(",\n")}\n]` : "[]";
      return `${JSON.stringify(head).slice(0, -1)}, "events": ${body}}\n`;
    },

    /**
     * Merges an exchange file: all of it, or nothing where it is malformed or does not fit.
     * @param {string} source
     * @returns {{added: number, already: number}}
     * @throws {RecordError} naming the event (counted from 1) and what is wrong
     */
    importText(source) {
      let events;
      try {
        events = fileEvents(source);
      } catch (error) {
        throw malformed(error.message);
      }
      const added = writeAll(events, "Nothing was imported.");
      return { added, already: events.length - added };
    },

    /**
     * Calls `fn` after the record changed, here or in another tab.
     * @param {() => void} fn
     * @returns {() => void} ends the calls
     */
    onChange(fn) {
      if (listeners.size === 0) tabs?.addEventListener?.("storage", heard);
      listeners.add(fn);
      return () => {
        listeners.delete(fn);
        if (listeners.size === 0) tabs?.removeEventListener?.("storage", heard);
      };
    },

    /**
     * What this reader's own order of options is drawn from: made once, and kept in this browser. Where
     * it cannot be kept it lives as long as the page. It is no part of the record and is not exported.
     * @returns {string}
     */
    seed() {
      if (seed === null) {
        seed = uuid().slice(0, 8);
        try {
          // Another tab may have made one: whichever was kept first stands.
          if (box.getItem(SEED) === null) box.setItem(SEED, seed);
          seed = box.getItem(SEED) ?? seed;
        } catch {
          // Full or forbidden storage: the order is this page's alone.
        }
      }
      return seed;
    },

    /** What was set aside unfinished for an item; undefined when nothing was. @param {string} item */
    draft(item) {
      try {
        const raw = unsavedDrafts.get(item) ?? box.getItem(DRAFT + item);
        return raw === null ? undefined : JSON.parse(raw);
      } catch {
        return undefined;
      }
    },

    /**
     * Keeps an unfinished answer. It never throws for want of storage: the draft then lives as
     * long as the page.
     * @param {string} item @param {JsonValue} value
     * @returns {boolean} whether it will outlive the page
     * @throws {EventError} it is no JSON value, or larger than a response may be
     */
    setDraft(item, value) {
      const raw = JSON.stringify(json("draft", value));
      try {
        box.setItem(DRAFT + item, raw);
        if (box.getItem(DRAFT + item) !== raw) throw notKept();
        unsavedDrafts.delete(item);
        return lasting;
      } catch {
        unsavedDrafts.set(item, raw);
        return false;
      }
    },

    /** @param {string} item */
    clearDraft(item) {
      unsavedDrafts.delete(item);
      try {
        box.removeItem(DRAFT + item);
      } catch {
        // Forbidden storage holds no draft.
      }
    },
  };
  if (lasting) {
    try {
      stored(); // so that `notices` tells of unreadable entries from the start
    } catch {
      // The first use says so, in words.
    }
  }
  return Object.freeze(record);
}

/**
 * The checked events of an exchange file, in its order.
 * @param {string} source
 * @returns {Answer[]}
 * @throws {Error} saying what is wrong and where; nothing of the text is to be used
 */
export function fileEvents(source) {
  let found;
  try {
    found = JSON.parse(String(source).replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error(`it is not JSON (${error.message})`);
  }
  if (!isObject(found) || found.format !== FORMAT) {
    throw new Error(`it is no record: it lacks "format": "${FORMAT}"`);
  }
  if (typeof found.version !== "number" || found.version < 1) {
    throw new Error(`its "version" must be ${VERSION}`);
  }
  if (found.version !== VERSION) {
    throw new Error(`it was written by a newer version of the course (file version`
      + ` ${found.version}; this course reads ${VERSION})`);
  }
  if (!Array.isArray(found.events)) throw new Error('its "events" must be a list');
  return found.events.map((/** @type {unknown} */ event, /** @type {number} */ index) => {
    try {
      return check(event);
    } catch (error) {
      throw new Error(`event ${index + 1} of ${found.events.length}: ${error.message}`);
    }
  });
}

/** @param {string} why */
function malformed(why) {
  return new RecordError(`Nothing was imported from this file: ${why}. Export the record again`
    + " where it came from, then import that file.");
}

function notKept() {
  return new RecordError("Your answer was not saved. The browser took it, but did not give it back."
    + " Allow site data for this page or leave the private window, then answer again.");
}

/** @returns {Storage | null} */
function browserStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // merely naming it throws where site data is forbidden
  }
}

/** Whether storage can be used; a full one can, for what it holds. @param {Storage | null} storage */
function usable(storage) {
  if (!storage) return false;
  try {
    storage.setItem(PROBE, "1");
    const kept = storage.getItem(PROBE) === "1";
    storage.removeItem(PROBE);
    return kept;
  } catch (error) {
    try {
      return isFull(error) && storage.length > 0;
    } catch {
      return false;
    }
  }
}

/** @param {unknown} error */
function isFull(error) {
  return error?.name === "QuotaExceededError" || error?.name === "NS_ERROR_DOM_QUOTA_REACHED";
}

/** @returns {Storage} */
function memory() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return /** @type {Storage} */ ({
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, String(value)),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  });
}

/** @param {Storage} storage @param {string} prefix */
function keys(storage, prefix) {
  const found = [];
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index);
    if (key?.startsWith(prefix)) found.push(key);
  }
  return found;
}

/** A random UUID; `crypto.randomUUID` is absent on pages served without TLS in a classroom. */
function uuid() {
  if (globalThis.crypto.randomUUID) return globalThis.crypto.randomUUID();
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @template T @param {T} value @returns {T} */
function freeze(value) {
  if (value !== null && typeof value === "object") Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** @param {unknown} value */
function shown(value) {
  let found;
  try {
    found = typeof value === "number" ? String(value) : JSON.stringify(value) ?? String(value);
  } catch {
    found = typeof value;
  }
  return found.length <= 60 ? found : `${found.slice(0, 57)}...`;
}

/** @param {string} field @param {unknown} value @param {RegExp} pattern @param {string} what */
function text(field, value, pattern, what) {
  if (typeof value !== "string" || !pattern.test(value)) {
    throw new EventError(field, `must be ${what}`, shown(value));
  }
  return value;
}

/**
 * @param {string} field @param {unknown} value @param {number} low @param {number} high
 * @param {string} [also]
 */
function whole(field, value, low, high, also = "") {
  if (Number.isInteger(value) && value >= low && value <= high) return value + 0; // -0 becomes 0
  throw new EventError(field, `must be a whole number from ${low} to ${high}${also}`, shown(value));
}

/** @param {unknown} value */
function score(value) {
  if (typeof value === "number" && value >= 0 && value <= 1) return value + 0;
  throw new EventError("score", "must be a number from 0 to 1", shown(value));
}

/** @param {unknown} value */
function confidence(value) {
  if (value === null || CONFIDENCE.includes(value)) return value;
  throw new EventError("confidence", `must be ${CONFIDENCE.join(", ")} or null`, shown(value));
}

/** A copy of a JSON value. @param {string} field @param {unknown} value @returns {JsonValue} */
function json(field, value) {
  room(field, value, 0, MAX_RESPONSE);
  return JSON.parse(JSON.stringify(value));
}

/** @param {string} field @param {unknown} value @param {number} depth @param {number} left */
function room(field, value, depth, left) {
  if (depth > MAX_DEPTH) {
    throw new EventError(field, `must not be nested deeper than ${MAX_DEPTH} levels`);
  }
  if (value === null || value === true) left -= 4;
  else if (value === false) left -= 5;
  else if (typeof value === "string") left -= bytes(value);
  else if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new EventError(field, "must hold only finite numbers", shown(value));
    }
    left -= 8;
  } else if (Array.isArray(value)) {
    left -= 2;
    for (const one of value) left = room(field, one, depth + 1, left - 1);
  } else if (isObject(value) && typeof value.toJSON !== "function") {
    left -= 2;
    for (const [key, one] of Object.entries(value)) {
      left = room(field, one, depth + 1, left - bytes(key) - 2);
    }
  } else {
    throw new EventError(field, "must be a JSON value", `a ${typeof value}`);
  }
  if (left < 0) {
    throw new EventError(field, `must not take more than ${MAX_RESPONSE} bytes as JSON`);
  }
  return left;
}

/** @param {string} value */
function bytes(value) {
  return 2 + new TextEncoder().encode(value).length;
}
