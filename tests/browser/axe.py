"""What axe-core finds wrong with a page for those who use it otherwise than by eye and mouse."""

from functools import cache

from playwright.sync_api import Page

from book.extensions.npm import ensure_packages

#: All that WCAG 2.2 asks at levels A and AA, and axe's own advice.
_RUN = """
async (scope) => {
  const found = await axe.run(scope ?? document, { resultTypes: ["violations"] });
  return found.violations.flatMap((fault) => fault.nodes.map((node) =>
    `${fault.id} (${fault.impact}): ${node.target.join(" ")}: ${node.failureSummary}`));
}
"""


@cache
def _axe() -> str:
    return (ensure_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, scope: str | None = None) -> list[str]:
    """What is wrong with a page as it stands, or with the part that a CSS selector names.

    Each fault is a line: the rule, how grave it is, the element, and what would mend it. The book's
    policy need not be lifted: the browser's own debugger puts axe into the page.
    """
    if not page.evaluate("typeof globalThis.axe === 'object'"):
        page.evaluate(_axe())
    return page.evaluate(_RUN, scope)
