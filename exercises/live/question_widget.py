"""The widget of a question: the browser marks, the kernel keeps the answer and says so."""

import anywidget
import traitlets

from exercises.items.result import Declaration
from exercises.live.questions import sources
from exercises.live.quizzes import Quiz
from exercises.record.events import EventError
from exercises.record.mine import all_answers, my_record
from exercises.record.seed import my_seed
from exercises.record.store import RecordError


class QuestionWidget(anywidget.AnyWidget):
    """Questions on one page area; answers arrive as messages and are acknowledged one by one."""

    _esm = sources()["question"]
    _css = sources()["css"]
    kit = traitlets.Unicode().tag(sync=True)
    types = traitlets.Dict().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    seed = traitlets.Unicode().tag(sync=True)
    #: What stands around questions that are asked together, and the module that shows it.
    quiz = traitlets.Dict().tag(sync=True)
    frame = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, items: list[Declaration], saved: dict[str, dict], quiz: Quiz | None = None
    ) -> None:
        texts = sources()
        self._quiz = quiz
        super().__init__(
            kit=texts["_kit"],
            types={i["type"]: texts[i["type"]] for i in items},
            items=items,
            saved=saved,
            seed=my_seed(),
            quiz=quiz.state(items, all_answers()) if quiz else {},
            frame=texts["quiz"] if quiz else "",
        )
        self.on_msg(self._receive)

    def _receive(self, _: object, content: dict, __: object) -> None:
        event = content.get("save") if isinstance(content, dict) else None
        if not isinstance(event, dict):
            return
        try:
            my_record().append(event)
        except (RecordError, EventError) as error:
            self.send({"refused": event.get("id"), "item": event.get("item"), "why": str(error)})
            return
        # A view opened later, or after a reload of the page, starts from this.
        self.saved = {**self.saved, event["item"]: event}
        if self._quiz is not None:
            self.quiz = self._quiz.state(self.items, all_answers())
        self.send({"saved": event["id"], "item": event["item"]})
