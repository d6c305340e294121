/**
 * A page for a room, by `?teach` in its address: the plan stands open, questions wait without the answer that
 * this browser keeps, their options have letters to vote by, and other chapters are opened in the same way.
 */

/** Whether this page is shown to a room. */
export function teaching() {
  return new URLSearchParams(location.search).has("teach");
}

/** Open the plans, and hand the wish on to the chapters that the page leads to. */
export function prepareTeaching() {
  if (!teaching()) return;
  document.documentElement.classList.add("nl-teach");
  for (const box of document.querySelectorAll("details.nl-seminar, .nl-seminar details")) box.open = true;
  for (const link of document.querySelectorAll("a[href]")) {
    const there = new URL(link.href);
    if (there.origin !== location.origin || !/\/notebooks\/[^/]+\.html$/.test(there.pathname)) continue;
    // A link within the page must not load it anew: that would take a lab's setting with it.
    if (there.pathname === location.pathname && there.hash) continue;
    there.search = "?teach";
    link.href = there.href;
  }
}
