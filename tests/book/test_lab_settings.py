"""A setting of a lab, written as Jupyter takes it, is a link in the book; one that no lab takes is told."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from book.extensions import lab_settings
from exercises.labs.loading import LabError

SETTING = 'lab("threshold", pulled=0.35, way="clock")'
HELD = SimpleNamespace(
    builder=SimpleNamespace(
        format="html", get_relative_uri=lambda _, there: f"../{there.split('/', 1)[1]}.html"
    ),
    env=SimpleNamespace(found_docs={"book/labs/threshold"}),
)


def linked(text: str, page: str = "notebooks/05-x") -> nodes.document:
    document = new_document("x")
    document += nodes.paragraph("", "", nodes.literal("", text))
    lab_settings.link(HELD, document, page)
    return document


def test_a_setting_is_a_link_to_the_lab_at_it():
    (link,) = linked(SETTING).findall(nodes.reference)
    assert link["refuri"] == "../labs/threshold.html?threshold.pulled=0.35&threshold.way=clock"
    assert link.astext() == lab_settings.WORDS


def test_other_code_and_other_pages_are_left_alone():
    for document in (linked("table('plans')"), linked("lab"), linked(SETTING, "book/labs")):
        assert not list(document.findall(nodes.reference))
        assert len(list(document.findall(nodes.literal))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lab("threshold", pull=0.35)', "no control called 'pull'"),
        ('lab("threshold", pulled=3)', "from 0 to 1"),
        ('lab("treshold", pulled=1)', "Did you mean threshold"),
        ('lab("threshold", pulled=share)', "malformed"),
    ],
)
def test_one_that_no_lab_takes_is_a_warning(text: str, said: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(LabError, match=said):
        lab_settings.read(text)
    told = []
    monkeypatch.setattr(lab_settings._log, "warning", lambda *args, **_: told.append(args))
    assert not list(linked(text).findall(nodes.reference))
    assert len(told) == 1
