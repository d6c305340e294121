"""Every page of the built book: it loads whole, asks nobody outside, and keeps to its policy."""

from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page

from tests.browser.book import CHAPTER, FRONT, addresses, draw_all, visit
from tests.browser.conftest import Watched

# DESIGN.md, "The published book".
POLICY = {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
}

_INLINE = """
() => [...document.scripts]
  .filter((script) => !script.src && script.type !== "application/json")
  .map((script) => script.outerHTML.slice(0, 200))
"""
_HANDLERS = """
() => [...document.querySelectorAll("*")].flatMap((node) =>
  [...node.attributes].filter((a) => /^on/i.test(a.name)).map((a) => `${node.tagName} ${a.name}`))
"""
# What a browser fetches by itself; a link that a reader may follow is not among them.
_FETCHED = """
() => [...document.querySelectorAll("script[src], img, iframe, source, video, object, embed, link")]
  .filter((node) => !(node.matches("link") && /canonical|license/.test(node.rel)))
  .map((node) => node.src || node.data || node.href?.baseVal || node.href || "")
  .filter((address) => !/^(http:[/][/]127[.]0[.]0[.]1:|data:|blob:|$)/.test(address))
"""
_POLICY = "() => document.head.querySelector('meta[http-equiv=Content-Security-Policy]').content"
_FIRST = "() => [...document.head.children].findIndex((n) => n.matches('script, style, link'))"
_PLACE = "() => [...document.head.children].findIndex((n) => n.httpEquiv)"


def test_every_page_stands_on_its_own(watched: Watched, page: Page, site: str, site_folder: Path):
    pages = addresses(site_folder)
    assert {FRONT, CHAPTER} <= set(pages)
    broken = []
    page.on("response", lambda got: got.status >= 400 and broken.append(got.url))
    for address in pages:
        visit(page, site + address)
        found = dict(part.strip().split(" ", 1) for part in page.evaluate(_POLICY).split(";"))
        assert {name: found[name] for name in POLICY} == POLICY, address
        assert found["default-src"] == "'self'", address
        # It binds only what comes after it.
        assert page.evaluate(_PLACE) < page.evaluate(_FIRST), address
        for look in (_INLINE, _HANDLERS, _FETCHED):
            assert page.evaluate(look) == [], address
        draw_all(page)
        page.wait_for_load_state("networkidle")
        # What the scripts have added since must keep to the policy as well.
        for look in (_INLINE, _FETCHED):
            assert page.evaluate(look) == [], address
        assert page.evaluate("scrollY + innerHeight >= document.body.scrollHeight - 2"), address
        assert [watched.outside, watched.errors, broken] == [[], [], []], address


def test_the_policy_is_in_force(watched: Watched, page: Page, site: str):
    visit(page, site + FRONT)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.head.append(script);
          const node = document.createElement("button");
          node.setAttribute("onclick", "window.ran = true");
          document.body.append(node);
          node.click();
          const picture = new Image();
          picture.src = "https://example.org/picture.png";
          document.body.append(picture);
        }"""
    )
    refused = page.evaluate(
        "() => fetch('https://example.org/').then(() => 'sent', (error) => error.name)"
    )
    assert refused == "TypeError"
    assert page.evaluate("window.ran") is None
    assert watched.outside == []
    assert sum("Content Security Policy" in error for error in watched.errors) >= 4


def test_a_request_to_the_outside_would_be_seen_and_reaches_nobody(watched: Watched, page: Page):
    # An empty page has no policy that would refuse it.
    page.set_content('<img src="https://example.org/picture.png">')
    assert watched.outside == ["https://example.org/picture.png"]
    assert any("ERR_NAME_NOT_RESOLVED" in error for error in watched.errors)


def test_every_link_inside_the_book_leads_somewhere(page: Page, site: str, site_folder: Path):
    targets, files, ids = set(), set(), {}
    for address in addresses(site_folder):
        visit(page, site + address)
        ids[site + address] = set(
            page.evaluate("[...document.querySelectorAll('[id]')].map((n) => n.id)")
        )
        for found, kind in ((targets, "a[href]:not([download])"), (files, "a[href][download]")):
            found |= set(
                page.evaluate(
                    "(kind) => [...document.querySelectorAll(kind)].map((a) => a.href)"
                    ".filter((href) => href.startsWith(location.origin))",
                    kind,
                )
            )
    assert len(targets) > 5
    assert files
    for file in sorted(files):
        assert page.request.get(file).ok, file
    for target in sorted(targets):
        path, _, anchor = target.partition("#")
        path = path.partition("?")[0]
        if path.endswith("/"):
            path += "index.html"
        if path in ids:
            assert not anchor or unquote(anchor) in ids[path], target
        else:
            assert page.request.get(path).ok, target
            assert not anchor, target
