"""What axe-core finds wrong with a page, in lines that name the rule and the place."""

from functools import lru_cache

from playwright.sync_api import Page

from book.extensions.npm import ensure_packages

#: WCAG 2.0 to 2.2, A and AA, and axe's own best practices.
_RUN = """
async ([scope, only]) => {
  const found = await axe.run(scope ?? document, {
    resultTypes: ["violations"],
    ...(only && { runOnly: { type: "rule", values: only } }),
    rules: { "color-contrast-enhanced": { enabled: false } },
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
"""


@lru_cache(1)
def _script() -> str:
    return (ensure_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


#: The rules whose outcome hangs on colours: all that another colour scheme can change.
COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page: Page, scope: str | None = None, only: list[str] | None = None) -> list[str]:
    """All violations on a page, or within the part that a selector names, or of some rules only.

    The page's own policy forbids foreign scripts: axe is brought in by the browser's debugger, which
    that policy does not bind, and draws or fetches nothing.
    """
    page.evaluate(_script() + "; undefined")
    return page.evaluate(_RUN, [scope, only])
