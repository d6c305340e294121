/**
 * The page's side of the labs' thread: starts it when first needed, asks it one thing at a time, and never
 * leaves a lab waiting for an answer that nobody wants any more.
 */

/** Ample for a slow telephone: the interpreter and a lab are about 0.25 MB to fetch. */
const START_MS = 60_000;
/** A run takes milliseconds; one that takes this long will not end. */
const RUN_MS = 10_000;

const LAB = /^[a-z][a-z0-9_]*$/;

/**
 * @typedef {object} Request
 * @property {number} id
 * @property {string | undefined} lab
 * @property {Record<string, unknown> | undefined} values none: make ready only
 * @property {(result: object | null) => void} resolve
 * @property {(error: Error) => void} reject
 *
 * @typedef {object} Runner
 * @property {(lab?: string) => Promise<boolean>} warm starts Python, and fetches a lab; false where it cannot
 * @property {(lab: string, values: Record<string, unknown>) => Promise<object | null>} run a lab's result; null where
 *   a later request for the same lab took its place; rejects with a sentence for the reader
 * @property {() => void} close ends the thread; requests that wait are answered with null
 */

/**
 * One runner serves all labs of a page.
 * @param {object} options
 * @param {string} options.base address of the folder that holds `vendor/` and `labs/`, absolute or from the page
 * @param {() => Worker} [options.spawn] for tests
 * @param {number} [options.startMs] longest wait for Python and for a lab's files
 * @param {number} [options.runMs] longest wait for a run
 * @returns {Runner}
 */
export function createRunner({ base, spawn = worker, startMs = START_MS, runMs = RUN_MS }) {
  const root = new URL(base.endsWith("/") ? base : `${base}/`, globalThis.document?.baseURI).href;
  /** One waiting request for each lab at most, in order of arrival. @type {Map<string, Request>} */
  const waiting = new Map();
  /** Labs whose files this thread has fetched. @type {Set<string>} */
  const ready = new Set();
  /** @type {Worker | null} */
  let thread = null;
  /** @type {Request | null} */
  let asked = null;
  let timer = 0;
  let last = 0;

  function ask(lab, values) {
    if (lab !== undefined && !LAB.test(lab)) return Promise.reject(new Error(`${lab} is no lab's name`));
    return new Promise((resolve, reject) => {
      const request = { id: ++last, lab, values, resolve, reject };
      // To make ready must not push out a run, nor the other way about.
      const key = `${values ? "run" : "warm"} ${lab ?? ""}`;
      waiting.get(key)?.resolve(null);
      waiting.set(key, request);
      next();
    });
  }

  function next() {
    if (asked || waiting.size === 0) return;
    const [key, request] = waiting.entries().next().value;
    waiting.delete(key);
    try {
      thread ??= listen(spawn());
    } catch (error) {
      request.reject(error);
      next();
      return;
    }
    asked = request;
    const known = ready.has(request.lab ?? "");
    const allowed = known ? runMs : startMs + runMs;
    const slow = known
      ? "it took too long and was stopped"
      : "its files took too long to arrive; check the connection and try again";
    timer = setTimeout(() => fail(new Error(slow)), allowed);
    thread.postMessage({ id: request.id, base: root, lab: request.lab, values: request.values });
  }

  function listen(started) {
    started.addEventListener("message", ({ data }) => {
      if (data.id !== asked?.id) return;
      const request = asked;
      settle();
      if (data.ok) {
        ready.add(request.lab ?? "");
        request.resolve(data.result);
      } else {
        request.reject(new Error(data.error));
      }
      next();
    });
    started.addEventListener("error", (event) => {
      event.preventDefault?.();
      fail(new Error("the part of the page that runs it could not be started"));
    });
    return started;
  }

  function settle() {
    clearTimeout(timer);
    asked = null;
  }

  /** A thread that hangs or has died is no use to the next request either: end it, and start afresh. */
  function fail(error) {
    const request = asked;
    settle();
    thread?.terminate();
    thread = null;
    ready.clear();
    request?.reject(error);
    next();
  }

  return {
    warm: (lab) =>
      ask(lab, undefined).then(
        () => true,
        // Whoever warms has asked for nothing yet: the run that follows will say what is wrong.
        () => false,
      ),
    run: (lab, values) => ask(lab, values),
    close() {
      const left = [asked, ...waiting.values()];
      waiting.clear();
      settle();
      thread?.terminate();
      thread = null;
      ready.clear();
      for (const request of left) request?.resolve(null);
    },
  };
}

function worker() {
  if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
    throw new Error("this browser cannot run it (it lacks workers or WebAssembly); the figure shown is the first one");
  }
  return new Worker(new URL("./lab-worker.js", import.meta.url), { type: "module" });
}
