"""What a notebook shows becomes markup that stands without scripts, and that no text can break."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest
from docutils import nodes
from myst_nb.core.render import MimeData

from book.extensions import render
from book.extensions.render import CourseMime
from exercises import chart, faces, table
from exercises.items.bank import bank
from exercises.live.labs import Lab

NASTY = "</script><img src=x onerror=alert(1)><!--"


def handled(mime: str, content: object, inline: bool = False) -> list[nodes.Element] | None:
    """What myst-nb is given for one face of an output."""
    data = MimeData(mime_type=mime, content=content)
    return CourseMime.handle_mime(SimpleNamespace(), data, inline)


def html(mime: str, content: object) -> str:
    (node,) = handled(mime, content)
    assert isinstance(node, nodes.raw)
    assert node["format"] == "html"
    return node.astext()


def declared(markup: str) -> dict:
    """The JSON that the markup carries for its script."""
    return json.loads(markup.split('type="application/json"')[1].split(">", 1)[1].split("<")[0])


@pytest.mark.parametrize("name", ["IMP-1.1", "IMP-1.2", "IMP-3.1"])
def test_a_question(name: str):
    item = bank().declaration(name)
    markup = html(faces.ITEM, {"items": [item]})
    assert f'data-item="{name}"' in markup
    assert f'data-type="{item["type"]}"' in markup
    assert 'data-state="ready"' in markup
    assert item["prompt"] in markup
    assert item["explain"] in markup.split("<details")[1]
    assert item["explain"] not in markup.split("<details")[0]
    assert declared(markup) == json.loads(json.dumps(item))


def test_several_questions_and_content_as_text():
    items = [bank().declaration(name) for name in ("IMP-1.2", "IMP-4.1")]
    markup = html(faces.ITEM, json.dumps({"items": items}))
    assert markup.count("<section") == 2


def test_a_lab():
    shown = Lab("targetworld", {"power": 0.25})._repr_mimebundle_()[faces.LAB]
    markup = html(faces.LAB, shown)
    assert 'data-lab="targetworld"' in markup
    assert 'data-state="ready"' in markup
    assert shown["result"]["reading"] in markup
    assert "0.25" in markup
    # The page has no cells to run.
    assert "Run this cell" not in markup
    assert declared(markup)["values"]["power"] == 0.25


def test_a_chart():
    import plotly.express as px

    tax = table("council_tax_band_d")
    fig = px.line(tax, x="period", y="band_d_gbp", title="The tax rose every year")
    made = chart(fig, tax, f"It rose & rose {NASTY} each year.").declaration
    markup = html(faces.CHART, made)
    assert f'data-chart="{made["id"]}"' in markup
    assert 'data-state="ready"' in markup
    assert "<img" not in markup
    assert "It rose &amp; rose" in markup
    assert markup.count("<table") == 1
    assert "template" not in declared(markup)["layout"]


def test_a_frame_has_no_header_that_heads_nothing():
    frame = pd.DataFrame({"rise": [5.9]}, index=pd.Index(["2004-05"], name="year"))
    markup = html("text/html", frame._repr_html_())
    assert "<th></th>" not in markup
    assert markup.count("<th") == frame._repr_html_().count("<th") - 2
    assert "<td>5.9</td>" in markup
    assert handled("text/html", "<table><th></th></table>") is None


def test_what_stands_elsewhere_leaves_a_mark_and_no_markup():
    for mime in (faces.CAPTION, faces.PLOTLY, faces.WIDGET):
        (node,) = handled(mime, {})
        assert isinstance(node, nodes.comment), mime


def test_all_else_is_left_to_others():
    assert handled("text/html", "<b>bold</b>") is None
    for mime in (faces.ITEM, faces.LAB, faces.CHART):
        assert handled(mime, {}, inline=True) is None


def test_the_courses_own_faces_come_before_the_others():
    rank = {mime: number for _, mime, number in CourseMime.mime_priority_overrides}
    for mime in (faces.ITEM, faces.LAB, faces.CHART, faces.CAPTION):
        assert rank[mime] < rank[faces.PLOTLY] < rank[faces.WIDGET]


def test_embedded_json_holds_no_tag():
    text = render.embedded("nl-declaration", {"text": NASTY, "umlaut": "é"})
    inside = text.split(">", 1)[1].removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside) == {"text": NASTY, "umlaut": "é"}
