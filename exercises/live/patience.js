/**
 * A widget that took long to begin is not left deaf.
 *
 * anywidget (seen in 0.11, at its `Runtime.ready`) gives a widget two seconds to begin, and hands one that
 * took longer nothing that the kernel says to it ever after. In the middle of Run All a slow machine
 * needs more: an answer was kept and the reader told that it was not, and a figure stood still while its
 * lab moved. So that deadline, of all that a page may set, is put off. It stands in front of the module
 * of a question, which is what each chapter shows first.
 */
(() => {
  const done = Symbol.for("new-localism-course:patience");
  if (AbortSignal[done]) return;
  AbortSignal[done] = true;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) =>
    timeout(ms === 2000 && /anywidget/.test(new Error().stack ?? "") ? 600_000 : ms);
})();
