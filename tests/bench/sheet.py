"""A contact sheet of all labs: each at two widths and in both schemes, to be looked at by a person."""

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from exercises import lab_pages
from exercises.labs import loading
from exercises.paths import ROOT
from tests.bench.figures import markdown
from tests.bench.gzipped import serving
from tests.bench.workshop import Workshop
from tests.browser.book import draw_all, visit

ABOUT = "pictures of every lab at two widths and in both schemes, in book/_build/sheet (5 minutes)"
OUT = ROOT / "book" / "_build" / "sheet"
WIDTHS = (1280, 375)
SCHEMES = ("light", "dark")

# Nothing may reach past the lab's own box, nor may the page scroll sideways.
_WIDE = """
(lab) => {
  const box = lab.getBoundingClientRect();
  const over = [...lab.querySelectorAll("*")].filter((node) => {
    if (node.closest("svg, .nl-scroll, .nl-values, .nl-how") || !node.checkVisibility()) return false;
    const own = node.getBoundingClientRect();
    return own.width > 0 && own.right > box.right + 1;
  });
  const sideways = document.documentElement.scrollWidth - innerWidth;
  return [...over.map((n) => `${n.tagName}.${n.className}`), ...(sideways > 0 ? [`page +${sideways}`] : [])];
}
"""
# A word of a figure that another word covers, or that its frame cuts off.
_WORDS = """
(lab) => {
  const found = [];
  lab.querySelectorAll(".nl-plot").forEach((plot, number) => {
    const frame = plot.getBoundingClientRect();
    // Slanting words lie side by side though the boxes around them overlap.
    const slanting = (text) => /rotate\\((?!0|-90)/.test(text.getAttribute("transform") ?? "");
    const texts = [...plot.querySelectorAll("svg text")].filter((t) => t.textContent.trim() && !slanting(t))
      .map((t) => [t.textContent.trim(), t.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
    texts.forEach(([words, a], i) => {
      const beside = a.left < frame.left - 1 || a.right > frame.right + 1;
      if (beside || a.top < frame.top - 1 || a.bottom > frame.bottom + 1)
        found.push(`figure ${number + 1} cuts off “${words}”`);
      texts.slice(i + 1).forEach(([others, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 3) found.push(`figure ${number + 1}: “${words}” over “${others}”`);
      });
    });
  });
  return found;
}
"""


def run(workshop: Workshop) -> str:
    """The table, in Markdown: where each picture is, and what a machine can see to be wrong in it."""
    rows = list(shoot(workshop.browser, workshop.ours, OUT))
    notes = (
        f"The pictures and an index of them are in {OUT.relative_to(ROOT).as_posix()}; whether a lab is "
        "well made a person must say.",
        "Seen by machine: parts that reach past the lab, a page that scrolls sideways, words of a figure "
        "that are cut off or lie over one another.",
    )
    return markdown("Contact sheet", ("lab", "setting", "width", "scheme", "seen"), rows, notes)


def shoot(
    browser: Browser,
    site: Path,
    out: Path,
    names: Sequence[str] | None = None,
    presets: bool = True,
) -> Iterator[list[str]]:
    """Take the pictures of some labs (default: all) from a built site into a folder.

    Args:
        presets: whether each preset is taken as well, light alone: nothing changes in the dark but colours.

    Yields:
        A row for each picture: the lab, its setting, width, colour scheme, what is seen to be wrong.
    """
    out.mkdir(parents=True, exist_ok=True)
    names = list(names or lab_pages.lines())
    made: list[tuple[str, str]] = []
    with serving(site) as served:
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                context.set_default_timeout(60_000)
                page = context.new_page()
                for name in names:
                    visit(page, f"{served.address}/labs/{name}.html")
                    for setting in _settings(page, name, presets and scheme == "light"):
                        picture = f"{name}-{setting}-{width}-{scheme}.png"
                        lab = page.locator("[data-lab]")
                        # They follow the reader, and would stand where a picture of all was begun.
                        lab.locator(".nl-figures").evaluate(
                            "(box) => (box.style.position = 'static')"
                        )
                        lab.screenshot(path=str(out / picture), animations="disabled")
                        seen = [*lab.evaluate(_WIDE), *lab.evaluate(_WORDS)]
                        made.append((name, picture))
                        yield [name, setting, str(width), scheme, "; ".join(seen) or "nothing"]
                context.close()
    (out / "index.html").write_text(_index(made), encoding="utf-8")


def _settings(page: Page, name: str, presets: bool) -> Iterator[str]:
    """Bring the lab to its first view and, if wanted, to each preset; yields each one's name once drawn."""
    draw_all(page)
    yield "first"
    for number, preset in enumerate(loading.load(name).PRESETS if presets else [], 1):
        lab = page.locator("[data-lab]")
        lab.locator(".nl-presets button", has_text=str(preset["label"])).first.click()
        page.locator(f'[data-lab][data-runs="{number}"][data-state="ready"]').wait_for()
        draw_all(page)
        page.wait_for_timeout(200)
        yield str(preset["name"])


def _index(made: Sequence[tuple[str, str]]) -> str:
    parts = []
    for name in dict.fromkeys(name for name, _ in made):
        pictures = "".join(
            f'<a href="{p}"><img src="{p}" alt="{p}" loading="lazy"></a>'
            for n, p in made
            if n == name
        )
        parts.append(f"<h2>{html.escape(loading.load(name).TITLE)}</h2><div>{pictures}</div>")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet of the labs</title>'
        "<style>body{font-family:system-ui;background:#888}div{display:flex;flex-wrap:wrap;gap:8px}"
        f"img{{max-width:360px;max-height:640px}}</style><h1>Labs</h1>{''.join(parts)}</html>\n"
    )
