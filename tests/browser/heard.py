"""What a screen reader is given as a page changes: live regions in their order, and where the focus goes."""

from playwright.sync_api import Page

# The browser itself tells no one what a screen reader says. This keeps what a live region comes to hold,
# and each element that takes the focus.
_LISTEN = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const told = new WeakMap();
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
      const words = region?.textContent.replace(/\\s+/g, " ").trim();
      if (!region?.checkVisibility() || told.get(region) === words) continue;
      told.set(region, words);
      if (words) window.heard.push(words);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  document.addEventListener("focusin", ({ target }) =>
    window.heard.push(`focus: ${(target.ariaLabel ?? target.textContent).trim().slice(0, 40)}`));
}"""


def listen(page: Page) -> None:
    """Begin to keep what is said, and what takes the focus."""
    page.evaluate(_LISTEN)


def heard(page: Page) -> list[str]:
    """What was said since the last time, in its order."""
    return page.evaluate("() => window.heard.splice(0)")
