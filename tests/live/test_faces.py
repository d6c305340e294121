"""What a question, a lab and a chart show of themselves, in Jupyter and while the book is built."""

import html
import json

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest

from exercises import ask, chart, faces, lab, table
from exercises.charts import ChartError
from exercises.items.bank import BankError, bank
from exercises.labs.loading import LabError, run_lab
from exercises.record.mine import my_record


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))
    monkeypatch.delenv(faces.STATIC, raising=False)


@pytest.fixture
def building(monkeypatch):
    monkeypatch.setenv(faces.STATIC, "static")


def answered(response="a", version=1):
    event = my_record().new_event("IMP-1.2", version, response, 0.0)
    my_record().append(event)
    return event


def test_a_question_has_three_faces():
    bundle = ask("IMP-1.2")._repr_mimebundle_()
    assert bundle[faces.WIDGET]["model_id"]
    assert bundle[faces.ITEM]["items"][0]["id"] == "IMP-1.2"
    assert "Run this cell to answer" in bundle["text/html"]
    assert bundle["text/plain"].startswith("Question IMP-1.2: A colleague writes")
    json.dumps(bundle)


def test_several_questions_and_patterns():
    assert [i["id"] for i in ask("IMP-3.1", "IMP-1.2").items] == ["IMP-3.1", "IMP-1.2"]
    found = [i["id"] for i in ask("IMP-1.*").items]
    assert found == [n for n in bank().ids() if n.startswith("IMP-1.")] and len(found) > 2
    assert len(ask("IMP-1.2", "IMP-1.*").items) == len(found)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: ask(), "Which question"),
        (lambda: ask("IMP-1.22"), "Did you mean IMP-1.2"),
        (lambda: ask("XYZ-*"), "No question in the bank matches"),
        (lambda: ask(12), "named by text"),
    ],
)
def test_what_is_not_there_is_said_plainly(call, says):
    with pytest.raises(BankError, match=says):
        call()
    try:
        call()
    except BankError as error:
        assert error._render_traceback_() == [str(error)]


def test_an_answer_kept_is_shown_before_the_cell_is_run():
    answered("a")
    html = ask("IMP-1.2")._repr_mimebundle_()["text/html"]
    assert html.count("your answer") == 1
    assert "tempting to date a fall" in html
    assert 'data-state="saved"' in html


def test_an_answer_to_an_earlier_version_is_kept_but_not_shown_as_current():
    answered("a", version=99)
    html = ask("IMP-1.2")._repr_mimebundle_()["text/html"]
    assert "your answer" not in html
    assert "earlier version" in html


def test_an_answer_that_cannot_be_marked_does_not_break_the_chapter():
    answered("z")
    html = ask("IMP-1.2")._repr_mimebundle_()["text/html"]
    assert "cannot be shown" in html


def test_a_broken_record_does_not_break_the_chapter(monkeypatch, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("LOCALISM_RECORD", str(blocked))
    assert "A colleague writes" in ask("IMP-1.2")._repr_mimebundle_()["text/html"]


def test_no_ones_answers_are_built_into_the_book(building):
    answered("a")
    bundle = ask("IMP-1.2")._repr_mimebundle_()
    assert faces.WIDGET not in bundle
    assert "your answer" not in bundle["text/html"]
    assert faces.WIDGET not in lab("targetworld")._repr_mimebundle_()


def test_a_lab_has_three_faces():
    shown = lab("targetworld", power=0.2)
    bundle = shown._repr_mimebundle_()
    assert bundle[faces.WIDGET]["model_id"]
    assert bundle[faces.LAB]["values"]["power"] == 0.2
    assert bundle[faces.LAB]["result"] == run_lab("targetworld", power=0.2)
    assert shown.result["reading"] in bundle["text/plain"]
    assert "Run this cell to move the controls" in bundle["text/html"]
    assert "reconstruction" in bundle["text/html"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: lab("targetword"), "Did you mean targetworld"),
        (lambda: lab("targetworld", powr=1), "powr"),
        (lambda: lab("targetworld", power=7), "power"),
    ],
)
def test_a_lab_says_what_it_does_not_take(call, says):
    with pytest.raises(LabError, match=says):
        call()


def test_a_lab_gives_its_numbers_to_whoever_codes():
    from exercises.live.lab_view import LabView

    shown = lab("targetworld", power=0.2)
    view = LabView(shown)
    for _ in range(2):
        result = shown.result
        assert result["values"]["power"] == view.controls["power"].value
        assert list(result.frame.columns) == ["figure", "series", "x", "y"]
        points = sum(len(trace["x"]) for figure in result["figures"] for trace in figure["data"])
        assert len(result.frame) == points > 10
        view.controls["power"].value = 0.5


def test_moving_a_control_moves_the_lab():
    from exercises.live.lab_view import LabView

    shown = lab("targetworld")
    view = LabView(shown)
    before = [list(trace.x or []) for trace in view.figures[0].data]
    view.controls["power"].value = 0.25
    expected = run_lab("targetworld", power=0.25)
    assert shown.result == expected
    assert expected["reading"][:60] in view.reading.value
    assert [list(trace.x or []) for trace in view.figures[0].data] != before
    reset = next(w for w in view.box.children[1].children if w.description == "Reset")
    reset.click()
    assert shown.result == run_lab("targetworld")


def test_controls_of_another_part_are_not_shown():
    from exercises.live.lab_view import LabView

    shown = lab("borrowing_desk")
    view = LabView(shown)

    def visible():
        return {c["name"] for c, box in view._parts if box.layout.display != "none"}

    names = {
        part: {c["name"] for c in shown.declaration["controls"] if c.get("where") == {"part": part}}
        for part in ("desk", "cap")
    }
    assert visible() == names["desk"]
    view.controls["part"].value = "cap"
    assert visible() == names["cap"]
    paper = shown._repr_mimebundle_()["text/html"]
    assert "Cap: rated" in paper and "Desk: rate of interest" not in paper
    next(w for w in view.box.children[1].children if w.description == "Reset").click()
    assert visible() == names["desk"]


def _figure():
    frame = table("council_tax_band_d")
    return px.line(frame, x="year", y="band_d_gbp", title="Council tax rose every year"), frame


def test_a_chart_carries_its_words_sources_cautions_and_data(monkeypatch):
    caught = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: caught.append(data))
    fig, frame = _figure()
    shown = chart(fig, frame, "Band D council tax rose in every year from 1993 to 2010.")
    shown._ipython_display_()
    first, second = caught
    assert first[faces.PLOTLY]["data"]
    assert first[faces.PLOTLY]["layout"]["template"]
    declared = first[faces.CHART]
    assert declared["title"] == "Council tax rose every year"
    assert "template" not in declared["figure"]["layout"]
    assert len(json.dumps(declared["figure"])) < 3000
    notes = second["text/html"]
    assert "Band D council tax rose in every year" in notes
    assert 'href="http' in notes
    for caution in frame.course["cautions"]:
        assert caution.split("'")[0][:30] in notes.replace("&#x27;", "'")
    assert "1,102" in notes or "1102" in notes
    assert "data:text/csv" in notes


def test_the_data_of_a_chart_name_councils_and_trusts_and_keep_their_ids():
    fig, _ = _figure()
    told = chart(fig, table("capping"), "Some councils were capped, and others were not.").notes()
    assert '<td data-code="telford_and_wrekin">Telford &amp; Wrekin</td>' in told
    told = chart(fig, table("trust_ratings"), "Some trusts had three stars, others none.").notes()
    assert '<td data-code="aintree">Aintree</td>' in told


def test_the_data_of_two_tables_can_be_told_apart():
    fig, frame = _figure()
    both = [frame, table("elections")]
    words = "Council tax rose in every year of the period."
    titles = [one.course["title"] for one in both]
    told = html.unescape(chart(fig, both, words).notes())
    assert [f"<summary>Data: {title}</summary>" in told for title in titles] == [True, True]
    # Two cuts of one table have one name.
    assert chart(fig, [frame, frame], words).notes().count("<summary>Data</summary>") == 2
    assert chart(fig, frame, words).notes().count("<summary>Data</summary>") == 1


def test_a_chart_of_unconfirmed_rows_says_so():
    frame = table("assessment_rules", unconfirmed=True).query("weight > 0")
    fig = px.bar(frame, x="item", y="weight", title="Weights by block")
    notes = chart(fig, frame, "Education and social services weigh most.").notes()
    assert "unconfirmed" in notes


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda f, t: chart("fig", t, "Four words at least here"), "not a str"),
        (lambda f, t: chart(f, t, "Short"), "summary in words"),
        (lambda f, t: chart(f, "table", "Four words at least here"), "the table that it draws"),
        (lambda f, t: chart(f, [], "Four words at least here"), "the table that it draws"),
        (lambda f, t: chart(go.Figure(), t, "Four words at least here"), "nothing drawn"),
        (
            lambda f, t: chart(go.Figure(go.Bar(y=[1])), t, "Four words at least here"),
            "needs a title",
        ),
    ],
)
def test_a_chart_that_lacks_something_says_what(call, says):
    fig, frame = _figure()
    with pytest.raises(ChartError, match=says):
        call(
            fig,
            frame,
        )


def test_a_chart_takes_any_frame():
    plain = pd.DataFrame({"x": [1, 2], "<b>": ["</details><script>", None]})
    fig = go.Figure(go.Bar(x=[1, 2], y=[3, 4]))
    notes = chart(fig, plain, "Two bars, and the second is longer.", title="Two bars").notes()
    assert "<script>" not in notes
    assert "<b>" not in notes.replace("<body>", "")


def test_financial_years_are_not_taken_for_months():
    """Plotly reads 2000-01 as January 2000, and 1999-00 as no date at all: bars go missing."""
    frame = table("council_tax_band_d")
    fig = px.bar(frame, x="period", y="band_d_gbp", title="Band D rose every year")
    shown = chart(fig, frame, "Band D rose in every year that is shown.")
    assert shown.figure["layout"]["xaxis"]["type"] == "category"
    dates = go.Figure(go.Scatter(x=["2002-12-12", "2003-12-18"], y=[1, 2]))
    other = chart(dates, frame, "Two days in two Decembers, one line.", title="Two days")
    assert "type" not in other.figure["layout"].get("xaxis", {})
