/** Questions in the page: the same modules as in Jupyter, and answers kept in this browser. */

import { el, mountItem } from "./items/_kit.js";
import { declared } from "./declared.js";
import { missing } from "./missing.js";
import { teaching } from "./teaching.js";

/**
 * Bring the questions of the page, or of a part of it, to life. A question with `data-since` is asked anew:
 * an answer given before that time (UTC milliseconds) is not shown. Before a room every question is asked anew,
 * and what the teacher has left half done stays hidden too: it would give their own answer away.
 */
export function startItems(record, base, scope = document) {
  for (const root of scope.querySelectorAll("[data-item]")) {
    // Which questions of a quiz are asked is for page-quiz.js to say, and to start.
    if (scope === document && root.closest("[data-quiz]")) continue;
    start(root, record, base).catch((error) => {
      // The question as text stays; only its marking is missing.
      root.dataset.state = "failed";
      console.error(error);
    });
  }
}

async function start(root, record, base) {
  const item = declared(root, "nl-declaration");
  const type = await import(new URL(`items/${item.type}.js`, base).href).catch(missing);
  let last = record.latest(item.id)?.id;
  // What a room does by halves is kept for its day, apart from what the teacher has begun alone.
  const kept = teaching() ? `${item.id}@${new Date().toISOString().slice(0, 10)}` : item.id;
  /** The draft that stands in this page, as text. */
  let stands;
  const draft = () => JSON.stringify(record.draft(kept) ?? null);
  const mount = () => {
    const answered = record.latest(item.id);
    stands = draft();
    const made = mountItem(root, item, type, {
      saved: !teaching() && answered?.at >= Number(root.dataset.since ?? 0) ? answered : null,
      draft: record.draft(kept),
      setDraft: (value) => {
        const lasts = record.setDraft(kept, value);
        stands = draft();
        return lasts;
      },
      seed: record.seed(),
      async save(answer) {
        const event = record.newEvent({ item: item.id, version: item.version, ...answer });
        const before = last;
        // Set first: `append` tells of the change before it returns, and this answer stands here already.
        last = event.id;
        try {
          record.append(event);
        } catch (error) {
          last = before;
          throw error;
        }
        record.clearDraft(kept);
        if (!record.lasting) {
          throw new Error("this browser keeps nothing for this site. Use “Download my answers” below before you close the page.");
        }
      },
    });
    // What a teacher prints has the key with it; on the wall it must not be seen.
    if (teaching() && item.key) {
      root.append(el("p", { class: "nl-key nl-paper-key", html: `<strong>Answer:</strong> ${item.key}` }));
    }
    return made;
  };
  let control = mount();
  // A tab that was left open may hold an older text than the one typed in another since: typing on in it would
  // write over the newer. Whoever comes back to a tab finds what was typed last.
  const renew = () => {
    const now = draft();
    if (now !== stands && now !== "null") control = mount();
  };
  addEventListener("focus", renew);
  addEventListener("pageshow", renew);
  document.addEventListener("visibilitychange", renew);
  // Another tab may have answered, or a file may have been brought in.
  record.onChange(() => {
    const latest = record.latest(item.id);
    if (!latest || latest.id === last) return;
    last = latest.id;
    if (!teaching()) control.restore(latest);
  });
}
