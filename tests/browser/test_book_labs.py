"""The lab in the built book: the page's own Python answers as ours does, at once."""

import csv
import json
import math
import statistics

import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.labs import loading
from exercises.labs.loading import run_lab
from tests.browser.book import CHAPTER, START, at_peace, button, state, until, visit
from tests.browser.conftest import Watched

NAME = "targetworld"
LAB = loading.load(NAME)
LAB_HERE = f'[data-lab="{NAME}"]'
FIRST = loading.defaults(LAB)

_SHOWN = """
async (lab) => {
  // The numbers are filled in once they are unfolded.
  const fold = lab.querySelector("details.nl-values");
  fold.open = true;
  for (let i = 0; i < 100 && !fold.querySelector("tbody tr"); i++) await new Promise(requestAnimationFrame);
  return {
  reading: lab.querySelector(".nl-reading").textContent,
  titles: [...lab.querySelectorAll(".nl-figures .nl-chart-title")].map((p) => p.textContent),
  summaries: [...lab.querySelectorAll(".nl-figures .nl-plot")].map((p) => p.ariaLabel),
  traces: [...lab.querySelectorAll(".nl-figures .nl-plot")].map((plot) =>
    plot.data.map((trace) => [[...trace.x], [...trace.y]])),
  drawn: [...lab.querySelectorAll(".nl-figures .nl-plot")].map((plot) =>
    plot.querySelectorAll("svg .trace").length),
  paths: [...lab.querySelectorAll(".nl-figures svg path")].map((path) => path.getAttribute("d")).join(),
  numbers: Object.fromEntries([...lab.querySelectorAll(".nl-values table")][0].tBodies[0].rows.length
    ? [...[...lab.querySelectorAll(".nl-values table")][0].tBodies[0].rows].map((row) =>
      [row.cells[0].textContent, row.cells[1].textContent]) : []),
  rows: [...lab.querySelectorAll(".nl-values .nl-scroll table")].map((t) => t.tBodies[0].rows.length),
  };
}
"""

# From the touch to the new figure on the page, as the page's own clock has it.
_MOVE = """
(lab, [name, value]) => new Promise((resolve) => {
  const control = lab.querySelector(`[name="${name}"]`);
  const runs = Number(lab.dataset.runs ?? 0);
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (Number(lab.dataset.runs ?? 0) <= runs) return;
    watch.disconnect();
    resolve(performance.now() - start);
  });
  watch.observe(lab, { attributes: true, attributeFilter: ["data-runs"] });
  control.value = String(value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


@pytest.fixture
def lab(page: Page, site: str) -> Locator:
    """The lab of the chapter, in view and drawn."""
    visit(page, site + CHAPTER)
    found = page.locator(LAB_HERE)
    found.scroll_into_view_if_needed()
    until(
        page,
        "(lab) => [...document.querySelectorAll(lab + ' .nl-plot')].every((p) => p.querySelector('.trace'))",
        LAB_HERE,
    )
    return found


def control(lab: Locator, name: str) -> Locator:
    """A control by the name that the lab gives it."""
    return lab.locator(f'[name="{name}"]')


def ran(lab: Locator, times: int) -> None:
    """Wait until the lab has answered so many times, and is at rest."""
    expect(lab).to_have_attribute("data-runs", str(times))
    state(lab, "ready")


def agrees(lab: Locator, **values: object) -> dict:
    """What the page shows is what CPython gives: words byte for byte, numbers to 1e-9."""
    shown = lab.evaluate(_SHOWN)
    wanted = run_lab(NAME, **values)
    assert shown["reading"].encode() == wanted["reading"].encode()
    assert shown["titles"] == [f["meta"]["title"] for f in wanted["figures"]]
    assert shown["summaries"] == [f["meta"]["summary"] for f in wanted["figures"]]
    for traces, figure in zip(shown["traces"], wanted["figures"], strict=True):
        for (x, y), trace in zip(traces, figure["data"], strict=True):
            assert _close(x, trace["x"])
            assert _close(y, trace["y"])
    assert all(count >= 1 for count in shown["drawn"])
    assert set(shown["numbers"]) == {name.replace("_", " ") for name in wanted["values"]}
    for name, value in wanted["values"].items():
        text = shown["numbers"][name.replace("_", " ")].replace("−", "-")
        if isinstance(value, bool) or not isinstance(value, int | float):
            assert text == str(value).lower(), name
        else:
            assert math.isclose(float(text), value, abs_tol=5.1e-4), name
    assert shown["rows"] == [
        sum(len(trace["x"]) for trace in figure["data"]) for figure in wanted["figures"]
    ]
    return shown


def _close(ours: list, theirs: list) -> bool:
    return len(ours) == len(theirs) and all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) if isinstance(b, int | float) else a == b
        for a, b in zip(ours, theirs, strict=True)
    )


def test_what_was_made_at_build_time_stands_there_first(lab: Locator, watched: Watched, page: Page):
    agrees(lab)
    assert lab.get_attribute("data-runs") is None
    for name, value in FIRST.items():
        found = control(lab, name)
        if found.evaluate("(node) => node.type") == "range":
            expect(found).to_have_value(f"{value:g}")
    at_peace(watched)


def test_the_first_touch_gives_a_new_reading_and_a_new_figure(lab: Locator, watched: Watched):
    before = agrees(lab)
    control(lab, "power").fill("0.3")
    ran(lab, 1)
    after = agrees(lab, power=0.3)
    assert after["reading"] != before["reading"]
    assert after["paths"] != before["paths"]
    expect(lab.locator("output").first).to_have_text("0.30")
    at_peace(watched)


def test_a_choice_of_the_lab(lab: Locator, watched: Watched):
    for runs, (name, value) in enumerate((("regime", "narrower"), ("public", "schools")), 1):
        options = next(c["options"] for c in LAB.CONTROLS if c["name"] == name)
        label = next(o["label"] for o in options if o["value"] == value)
        control(lab, name).select_option(label=label)
        ran(lab, runs)
    agrees(lab, regime="narrower", public="schools")
    at_peace(watched)


def test_settings_to_try_and_the_way_back(lab: Locator, watched: Watched):
    readings = [agrees(lab)["reading"]]
    for runs, preset in enumerate(LAB.PRESETS, 1):
        button(lab, preset["label"]).click()
        ran(lab, runs)
        readings.append(agrees(lab, **preset["values"])["reading"])
        # What it is for can be read, by thumbs and keys as well.
        expect(lab.get_by_text(f"{preset['label']}: {preset['note']}")).to_be_visible()
        for name in ("power", "eta", "agreement"):
            expect(control(lab, name)).to_have_value(f"{preset['values'][name]:g}")
    assert len(set(readings)) >= 3
    control(lab, "power").fill("1")
    ran(lab, len(LAB.PRESETS) + 1)
    expect(lab.locator(".nl-noted")).to_be_empty()
    button(lab, "Reset").click()
    ran(lab, len(LAB.PRESETS) + 2)
    agrees(lab)
    at_peace(watched)


def test_keys_move_the_slider_by_its_step(lab: Locator, watched: Watched):
    slider = control(lab, "power")
    step = next(c["step"] for c in LAB.CONTROLS if c["name"] == "power")
    slider.focus()
    slider.press("ArrowLeft")
    ran(lab, 1)
    value = round(FIRST["power"] - step, 10)
    expect(slider).to_have_value(f"{value:g}")
    agrees(lab, power=value)
    slider.press("End")
    ran(lab, 2)
    agrees(lab, power=1)
    at_peace(watched)


def test_many_moves_at_once_end_where_the_last_one_stands(lab: Locator, watched: Watched):
    lab.evaluate(
        """(lab) => {
          const slider = lab.querySelector('[name="power"]');
          for (let i = 0; i <= 20; i++) {
            slider.value = String(i * 0.05);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
          slider.value = "0.45";
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(lab.locator(".nl-reading")).to_have_text(run_lab(NAME, power=0.45)["reading"])
    state(lab, "ready")
    agrees(lab, power=0.45)
    at_peace(watched)


def test_it_answers_at_once(lab: Locator, watched: Watched, capsys: pytest.CaptureFixture[str]):
    first = lab.evaluate(_MOVE, ["power", 0.35])
    later = [lab.evaluate(_MOVE, ["power", round(0.05 * (i % 20), 2)]) for i in range(1, 31)]
    p95 = statistics.quantiles(later, n=20, method="inclusive")[-1]
    with capsys.disabled():
        print(
            f"\nlab in the page: first touch {first:.0f} ms (engine cold), "
            f"later moves median {statistics.median(later):.0f} ms, 95th percentile {p95:.0f} ms"
        )
    assert first < 2000
    assert p95 < 250
    agrees(lab, power=0.5)
    at_peace(watched)


def test_a_figure_that_has_not_changed_is_not_drawn_again(
    lab: Locator, watched: Watched, page: Page
):
    # The page's own Python writes a figure in another order than ours wrote the first one.
    control(lab, "eta").fill("0.5")
    ran(lab, 1)
    page.evaluate(
        """() => {
          const { react } = Plotly;
          globalThis.redrawn = 0;
          Plotly.react = (...given) => { redrawn += 1; return react(...given); };
        }"""
    )
    # More effort in all moves none of it between services, which is what the second figure shows.
    control(lab, "eta").fill("0.75")
    ran(lab, 2)
    assert page.evaluate("redrawn") == 1
    control(lab, "power").fill("0.3")
    ran(lab, 3)
    assert page.evaluate("redrawn") == 3
    agrees(lab, eta=0.75, power=0.3)
    at_peace(watched)


def test_a_choice_too_long_for_its_box_is_written_out_beneath_it(lab: Locator, watched: Watched):
    written = []
    for name in ("managers", "regime"):
        for option in next(c for c in LAB.CONTROLS if c["name"] == name)["options"]:
            box = control(lab, name)
            box.select_option(json.dumps(option["value"]))
            written.append((option["label"], box.locator("xpath=../p[1]").text_content()))
    state(lab, "ready")
    assert all(below in ("", label) for label, below in written)
    assert all(below for label, below in written if len(label) > 40)
    assert not any(below for label, below in written if len(label) < 20)
    at_peace(watched)


def test_the_lab_of_the_first_page_runs_too(watched: Watched, page: Page, site: str):
    visit(page, site + START)
    lab = page.locator(LAB_HERE)
    control(lab, "eta").fill("0.75")
    ran(lab, 1)
    agrees(lab, eta=0.75)
    at_peace(watched)


def test_a_setting_is_in_the_address_and_an_address_sets_it(
    lab: Locator, watched: Watched, page: Page, site: str
):
    control(lab, "power").fill("0.3")
    ran(lab, 1)
    # The address follows once the controls have come to rest.
    until(page, "() => location.search === '?targetworld.power=0.3'")
    reading = lab.locator(".nl-reading").inner_text()
    page.reload()
    ran(page.locator(LAB_HERE), 1)
    expect(page.locator(f"{LAB_HERE} .nl-reading")).to_have_text(reading)
    expect(control(page.locator(LAB_HERE), "power")).to_have_value("0.3")
    button(page.locator(LAB_HERE), "Reset").click()
    ran(page.locator(LAB_HERE), 2)
    until(page, "() => location.search === ''")
    # What an address asks for and cannot have is told, and stays told while the rest is shown.
    visit(page, site + CHAPTER + "?targetworld.power=7&targetworld.eta=0.5#lab-targetworld")
    here = page.locator(LAB_HERE)
    ran(here, 1)
    expect(here.get_by_role("alert")).to_contain_text("“Power of the regime” to 7")
    expect(control(here, "eta")).to_have_value("0.5")
    expect(here).to_be_in_viewport()
    at_peace(watched)


def test_figures_numbers_and_a_link_can_be_taken_away(lab: Locator, watched: Watched, page: Page):
    control(lab, "power").fill("0.3")
    ran(lab, 1)
    with page.expect_download() as waiting:
        button(lab, "Numbers (CSV)").click()
    assert waiting.value.suggested_filename == "targetworld.csv"
    text = waiting.value.path().read_text(encoding="utf-8")
    # Excel knows the text for what it is by its mark.
    assert text.startswith("\ufeff")
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines()))
    wanted = run_lab(NAME, power=0.3)
    titles = {figure["meta"]["title"] for figure in wanted["figures"]}
    points = sum(len(t["x"]) for figure in wanted["figures"] for t in figure["data"])
    assert [row[0] in titles for row in rows].count(True) == points
    assert rows[1][4:] == ["Power of the regime", "Change, per cent"]
    named = {row[1]: row[3] for row in rows if row[0] == "values"}
    assert named.keys() == wanted["values"].keys()
    setting = {row[1]: row[3] for row in rows if row[0] == "setting"}
    assert setting.keys() == {c["label"] for c in LAB.CONTROLS}
    assert setting["Power of the regime"] == "0.30"
    assert setting["The public weighs services"] == "streets first (illustration)"
    assert {row[1]: row[3] for row in rows if row[0] == "about"} == {
        "lab": LAB.TITLE,
        "badge": LAB.BADGE_NOTE,
        "source": LAB.SOURCE,
    }
    assert math.isclose(float(named["public_change"]), wanted["values"]["public_change"])
    with page.expect_download() as waiting:
        button(lab, "Figure 1 (PNG)").click()
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button(lab, "Copy a link to this setting").click()
    expect(lab.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{CHAPTER}?targetworld.power=0.3#lab-targetworld")
    at_peace(watched)


_TAKEN = """
(lab) => new Promise((resolve) => {
  const { t, b } = lab.querySelector(".nl-plot")._fullLayout._size;
  globalThis.Plotly.downloadImage = (picture, size) => resolve({ ...picture, size, drawn: [t, b] });
  [...lab.querySelectorAll(".nl-downloads button")].find((b) => b.textContent === "Figure 1 (PNG)").click();
})
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_says_what_it_shows_at_which_setting_and_whence(
    lab: Locator, watched: Watched, page: Page, scheme: str
):
    page.emulate_media(color_scheme=scheme)
    control(lab, "power").fill("0.3")
    ran(lab, 1)
    taken = lab.evaluate(_TAKEN)
    wanted = run_lab(NAME, power=0.3)["figures"][0]
    words = [a["text"].replace("<br>", " ") for a in taken["layout"]["annotations"]]
    assert words[-2] == f"<b>{wanted['meta']['title']}</b>"
    assert "Power of the regime: 0.30; Extra effort: 0.10" in words[-1]
    for text in (LAB.TITLE, LAB.BADGE_NOTE, LAB.SOURCE):
        assert text in words[-1]
    # Names beside lines are set apart for the height that the figure asks for: its words come on top of it.
    margins = [taken["layout"]["margin"][side] for side in "tb"]
    room = taken["layout"]["height"] - sum(margins)
    assert taken["layout"]["height"] == taken["size"]["height"]
    assert room == pytest.approx(wanted["layout"]["height"] - sum(taken["drawn"]), abs=1)
    # Letters of a dark page on no paper could not be read on a white slide.
    assert taken["layout"]["paper_bgcolor"] == {"light": "#fdfcf9", "dark": "#16181c"}[scheme]
    at_peace(watched)


def test_an_engine_that_cannot_start_is_told_and_what_stood_there_stays(
    watched: Watched, page: Page, site: str
):
    page.route("**/vendor/micropython.wasm", lambda route: route.abort())
    visit(page, site + CHAPTER)
    lab = page.locator(LAB_HERE)
    control(lab, "power").fill("0.3")
    state(lab, "failed")
    expect(lab.get_by_role("alert")).to_contain_text("could not work this out")
    assert lab.locator(".nl-reading").inner_text() == run_lab(NAME)["reading"]
    assert watched.outside == []
    # Once it can be had, the next touch goes through.
    page.unroute("**/vendor/micropython.wasm")
    control(lab, "power").fill("0.25")
    ran(lab, 1)
    agrees(lab, power=0.25)
    expect(lab.locator(".nl-problem")).to_be_empty()
