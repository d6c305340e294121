"""Notebooks saved with live questions in them must be of use when their kernel is gone."""

import asyncio

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.serverapp import ServerApp

from exercises import ask, faces, lab
from exercises.live.contents import CourseContents, _link_jupyter_server_extension, refresh
from exercises.live.kernels import CourseKernels
from exercises.record.mine import my_record


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path / "record"))
    monkeypatch.delenv(faces.STATIC, raising=False)


def output(data):
    return nbformat.v4.new_output("execute_result", data)


def notebook(*bundles):
    cells = [nbformat.v4.new_code_cell("x", outputs=[output(b)]) for b in bundles]
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata["widgets"] = {"state": {"m": {"big": "x" * 1000}}}
    return made


def test_the_widget_face_goes_and_the_answer_stands():
    made = notebook(ask("IMP-1.2")._repr_mimebundle_(), lab("targetworld")._repr_mimebundle_())
    record = my_record()
    record.append(record.new_event("IMP-1.2", 1, "b", 1.0))
    refresh(made)
    question, shown = (cell.outputs[0].data for cell in made.cells)
    assert faces.WIDGET not in question
    assert faces.WIDGET not in shown
    assert question["text/html"].count("your answer") == 1
    assert "widgets" not in made.metadata
    nbformat.validate(made)


def test_a_widget_with_no_other_face_is_left_alone():
    made = notebook({faces.WIDGET: {"model_id": "m"}, "text/plain": "IntSlider()"})
    refresh(made)
    assert faces.WIDGET in made.cells[0].outputs[0].data
    assert "widgets" in made.metadata


def test_outputs_of_another_version_are_left_as_they_were():
    made = notebook({faces.ITEM: {"items": [{"id": "OLD-1.1"}]}, "text/html": "<p>old</p>"})
    refresh(made)
    assert made.cells[0].outputs[0].data["text/html"] == "<p>old</p>"


def test_saving_and_opening_go_through_it(tmp_path):
    manager = CourseContents(root_dir=str(tmp_path))
    made = notebook(ask("IMP-1.2")._repr_mimebundle_())
    model = {"type": "notebook", "format": "json", "content": made}
    asyncio.run(manager.save(model, "a.ipynb"))
    on_disk = (tmp_path / "a.ipynb").read_text(encoding="utf-8")
    assert faces.WIDGET not in on_disk
    record = my_record()
    record.append(record.new_event("IMP-1.2", 1, "c", 0.0))
    opened = asyncio.run(manager.get("a.ipynb"))["content"]
    html = opened["cells"][0]["outputs"][0]["data"]["text/html"]
    assert "your answer" in html
    # What is not a notebook passes through untouched.
    text = {"type": "file", "format": "text", "content": "widget-view"}
    asyncio.run(manager.save(text, "a.txt"))
    assert asyncio.run(manager.get("a.txt"))["content"] == "widget-view"


def test_a_plain_jupyter_lab_has_it_too():
    app = ServerApp()
    app.load_config_file()
    app.find_server_extensions()
    assert app.jpserver_extensions.get("exercises.live.contents") is True
    app.init_server_extensions()
    assert app.contents_manager_class is CourseContents
    assert app.kernel_spec_manager_class is CourseKernels


@pytest.mark.parametrize("chosen", ["class", "gateway"])
def test_kernels_that_someone_chose_stay(chosen, monkeypatch):
    app = ServerApp()
    if chosen == "class":
        app.kernel_spec_manager_class = KernelSpecManager
    else:
        monkeypatch.setenv("JUPYTER_GATEWAY_URL", "http://127.0.0.1:1")
    _link_jupyter_server_extension(app)
    if chosen == "class":
        assert app.kernel_spec_manager_class is KernelSpecManager
    else:
        assert not app.trait_has_value("kernel_spec_manager_class")
