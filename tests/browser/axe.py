"""What axe-core finds wrong with a page, as sentences."""

from functools import lru_cache

from playwright.sync_api import Page

from book.extensions.npm import ensure_packages

_RUN = """
async (scope) => {
  const found = await axe.run(scope ?? document, { resultTypes: ["violations"] });
  return found.violations.map((rule) => {
    const some = rule.nodes.slice(0, 3);
    const places = some.map((node) => `${node.target.join(" ")} ${node.html.slice(0, 120)}`);
    return `${rule.id} (${rule.impact}), ${rule.nodes.length} times: ${rule.help}; ${places.join(" | ")}`;
  });
}
"""


@lru_cache(1)
def _source() -> str:
    return (ensure_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, scope: str | None = None) -> list[str]:
    """Each rule that the page breaks, or the part of it that the selector `scope` names.

    The script is handed to the page by the debugger, which its policy does not bind.
    """
    if not page.evaluate("typeof axe === 'object'"):
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": _source()})
        session.detach()
    return page.evaluate(_RUN, scope)
