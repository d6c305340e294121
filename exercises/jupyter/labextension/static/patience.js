/**
 * A widget that took long to begin is not left deaf.
 *
 * anywidget (seen in 0.11, at its `Runtime.ready`) gives a widget two seconds to begin, and hands one that
 * took longer nothing that the kernel says to it ever after. In the middle of Run All a slow machine
 * needs more: an answer was kept and the reader told that it was not, and a figure stood still while its
 * lab moved. So that deadline, of all that a page may set, is put off.
 */

const THEIRS_MS = 2000;
const OURS_MS = 600_000;

export default {
  id: "new-localism-course:patience",
  description: "A widget that begins late still hears its kernel.",
  autoStart: true,
  activate: () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => {
      const put = ms === THEIRS_MS && /anywidget/.test(new Error().stack ?? "");
      return timeout(put ? OURS_MS : ms);
    };
  },
};
