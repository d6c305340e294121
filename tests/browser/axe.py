"""Asks axe-core, the accessibility checker, what is wrong with a page or a part of it."""

from playwright.sync_api import Page

from exercises.paths import BOOK

_AXE = BOOK / "pages" / "node_modules" / "axe-core" / "axe.min.js"

_RUN = """
async (scope) => {
  const found = await axe.run(scope ?? document, { resultTypes: ["violations"] });
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${one.help} (${node.target.join(" ")}) ${node.failureSummary ?? ""}`),
  );
}
"""


def violations(page: Page, scope: str | None = None) -> list[str]:
    """What axe-core finds wrong, a line for each place; none where all is well.

    Args:
        page: a page with nothing on the move: colours half way through a fade are misjudged.
        scope: a CSS selector of the part to look at; the whole page without one.
    """
    # Through the debugger, not as a script element: the book's policy forbids those.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"() => {{ {_AXE.read_text(encoding='utf-8')}\n}}")
    return page.evaluate(_RUN, scope)
