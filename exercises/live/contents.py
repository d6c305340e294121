"""Keeps a notebook's saved outputs useful after its kernel is gone.

A widget cannot live without its kernel: a notebook opened later would show "model not found" in
place of every question and lab, and their plain HTML would not be used. So the widget's face is
taken out of outputs that have an HTML face, and the HTML of a question is made anew from the
learner's record, which may have grown since the cell was run.
"""

import os

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from exercises import faces
from exercises.items.bank import BankError
from exercises.live.kernels import CourseKernels


def refresh(notebook: dict) -> None:
    """Drop widget faces that have an HTML face beside them, and show saved answers as they stand."""
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data")
            if not isinstance(data, dict) or "text/html" not in data:
                continue
            data.pop(faces.WIDGET, None)
            declared = data.get(faces.ITEM)
            if isinstance(declared, dict):
                _answers(data, declared)
    # The state of widgets that no output shows any more is dead weight, often megabytes of it.
    left = any(
        faces.WIDGET in (output.get("data") or {})
        for cell in notebook.get("cells", [])
        for output in cell.get("outputs", [])
    )
    if not left:
        notebook.get("metadata", {}).pop("widgets", None)


def _answers(data: dict, declared: dict) -> None:
    from exercises.live.questions import page
    from exercises.live.quizzes import Quiz

    try:
        quiz = Quiz(**declared["quiz"]) if "quiz" in declared else None
        data["text/html"] = page(declared.get("items", []), quiz)
    except (KeyError, TypeError, BankError):
        # An output of another version of the course: what was saved with it stands.
        return


class CourseContents(AsyncLargeFileManager):
    """Jupyter's own file manager, with each notebook's outputs made fit to be read without a kernel."""

    async def get(self, path: str, content: bool = True, **kwargs: object) -> dict:
        model = await super().get(path, content=content, **kwargs)
        if content and model.get("type") == "notebook":
            refresh(model["content"])
        return model

    async def save(self, model: dict, path: str = "") -> dict:
        if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
            refresh(model["content"])
        return await super().save(model, path)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _link_jupyter_server_extension(app: ServerApp) -> None:
    """Put the course's file manager and kernels in place of Jupyter's own; what was chosen stays."""
    if app.contents_manager_class is AsyncLargeFileManager:
        app.contents_manager_class = CourseContents
    # What it is by default cannot be asked yet: that hangs on a gateway, which is set up later.
    gateway = "GatewayClient" in app.config or "JUPYTER_GATEWAY_URL" in os.environ
    if not gateway and not app.trait_has_value("kernel_spec_manager_class"):
        app.kernel_spec_manager_class = CourseKernels


def _load_jupyter_server_extension(_: ServerApp) -> None:
    """All is done when the extension is linked, before the file manager is made."""
