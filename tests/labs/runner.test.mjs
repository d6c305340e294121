/** The page's runner against a thread that answers when told to. Run with `node --test`. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createRunner } from "../../book/pages/lab-runner.js";

const BASE = "https://example.org/course/";

class FakeThread extends EventTarget {
  asked = [];
  ended = false;
  postMessage(message) {
    this.asked.push(structuredClone(message));
  }
  terminate() {
    this.ended = true;
  }
  answer(result, i = this.asked.length - 1) {
    this.say({ id: this.asked[i].id, ok: true, result });
  }
  refuse(error) {
    this.say({ id: this.asked.at(-1).id, ok: false, error });
  }
  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
}

function setUp(options = {}) {
  const threads = [];
  const spawn = () => {
    threads.push(new FakeThread());
    return threads.at(-1);
  };
  return { threads, runner: createRunner({ base: BASE, spawn, ...options }) };
}

test("the thread is started by the first request and shared by all labs", async () => {
  const { threads, runner } = setUp();
  assert.equal(threads.length, 0);
  const one = runner.run("targetworld", { power: 1 });
  assert.deepEqual(threads[0].asked, [{ id: 1, base: BASE, lab: "targetworld", values: { power: 1 } }]);
  threads[0].answer({ reading: "one" });
  assert.deepEqual(await one, { reading: "one" });
  const two = runner.run("star_machine", {});
  threads[0].answer({ reading: "two" });
  assert.deepEqual(await two, { reading: "two" });
  assert.equal(threads.length, 1);
});

test("the thread is asked one thing at a time, and of each lab only the latest waits", async () => {
  const { threads, runner } = setUp();
  const first = runner.run("a", { x: 1 });
  const dropped = [runner.run("a", { x: 2 }), runner.run("a", { x: 3 })];
  const other = runner.run("b", { y: 1 });
  const latest = runner.run("a", { x: 4 });
  assert.deepEqual(await Promise.all(dropped), [null, null]);
  const [thread] = threads;
  assert.equal(thread.asked.length, 1);
  thread.answer("a1");
  assert.equal(await first, "a1");
  // The latest has the place of those it drops; a lab whose slider never rests then stands behind the others.
  const restless = runner.run("a", { x: 5 });
  thread.answer("a4");
  thread.answer("b1");
  thread.answer("a5");
  assert.deepEqual(await Promise.all([latest, other, restless]), ["a4", "b1", "a5"]);
  assert.deepEqual(
    thread.asked.map(({ lab, values }) => [lab, values]),
    [
      ["a", { x: 1 }],
      ["a", { x: 4 }],
      ["b", { y: 1 }],
      ["a", { x: 5 }],
    ],
  );
});

test("warming neither pushes out a run nor fails aloud", async () => {
  const { threads, runner } = setUp();
  const warm = runner.warm("a");
  const run = runner.run("a", { x: 1 });
  const again = runner.warm("a");
  assert.equal(threads[0].asked[0].values, undefined);
  threads[0].refuse("no connection");
  assert.equal(await warm, false);
  threads[0].answer("a1");
  assert.equal(await run, "a1");
  threads[0].answer(null);
  assert.equal(await again, true);
});

test("a refusal is the lab's own sentence, and the next request goes on", async () => {
  const { threads, runner } = setUp();
  const bad = runner.run("a", { x: 9 });
  threads[0].refuse("x must be from 0 to 1.");
  await assert.rejects(bad, { message: "x must be from 0 to 1." });
  const good = runner.run("a", { x: 1 });
  threads[0].answer("fine");
  assert.equal(await good, "fine");
  assert.equal(threads.length, 1);
});

test("a run that does not end is stopped, and the next starts a new thread", async () => {
  const { threads, runner } = setUp({ startMs: 20, runMs: 20 });
  const first = runner.run("a", {});
  threads[0].answer("a1");
  await first;
  const stuck = runner.run("a", {});
  const behind = runner.run("b", {});
  await assert.rejects(stuck, { message: "it took too long and was stopped" });
  assert.equal(threads[0].ended, true);
  assert.equal(threads[1].asked[0].lab, "b");
  // A late word from the ended thread changes nothing.
  threads[0].answer("late", 1);
  threads[1].answer("b1");
  assert.equal(await behind, "b1");
  // The new thread has yet to fetch the lab, and has the time for that.
  const again = runner.run("a", {});
  await assert.rejects(again, { message: /too long to arrive/ });
});

test("a thread that cannot start says so, and another try starts another", async () => {
  const { threads, runner } = setUp();
  const lost = runner.run("a", {});
  threads[0].dispatchEvent(new Event("error"));
  await assert.rejects(lost, { message: /could not be started/ });
  const found = runner.run("a", {});
  threads[1].answer("a1");
  assert.equal(await found, "a1");
});

test("without workers or WebAssembly the reader is told", async () => {
  const runner = createRunner({ base: BASE });
  assert.equal(typeof Worker, "undefined", "Node has no Worker of the page's kind");
  await assert.rejects(runner.run("a", {}), { message: /this browser cannot run it/ });
  assert.equal(await runner.warm("a"), false);
});

test("a name that could reach another file is refused", async () => {
  const { threads, runner } = setUp();
  for (const name of ["../secret", "A", "a/b", "a.py", ""]) {
    await assert.rejects(runner.run(name, {}), { message: /no lab's name/ });
  }
  assert.equal(threads.length, 0);
});

test("closing ends the thread and leaves nobody waiting", async () => {
  const { threads, runner } = setUp();
  const left = [runner.run("a", {}), runner.run("a", { x: 1 }), runner.run("b", {})];
  runner.close();
  assert.deepEqual(await Promise.all(left), [null, null, null]);
  assert.equal(threads[0].ended, true);
});

test("the folder may be named without its last stroke", () => {
  const { threads, runner } = setUp({ base: BASE.slice(0, -1) });
  runner.run("a", {});
  assert.equal(threads[0].asked[0].base, BASE);
  runner.close();
});
