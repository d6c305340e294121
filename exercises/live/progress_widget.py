"""The widget of `progress()`: what it shows, and a button that looks at the record again."""

from typing import TYPE_CHECKING

import anywidget
import traitlets

from exercises.live.questions import sources

if TYPE_CHECKING:
    from exercises.live.progressing import Progress

_SHOW = """
function render({ model, el }) {
  const place = document.createElement("div");
  const button = document.createElement("button");
  const said = document.createElement("p");
  button.type = "button";
  button.className = "nl-button";
  button.textContent = "Look again";
  said.setAttribute("role", "status");
  button.addEventListener("click", () => {
    said.textContent = "";
    model.send({ again: true });
  });
  // Made by the kernel from the course's own texts and from counts; nothing in it is a learner's.
  const update = () => (place.innerHTML = model.get("page"));
  const heard = (message) => message.seen && (said.textContent = "Up to date.");
  model.on("change:page", update);
  model.on("msg:custom", heard);
  update();
  el.classList.add("nl-work-frame");
  el.append(place, button, said);
  return () => {
    model.off("change:page", update);
    model.off("msg:custom", heard);
  };
}
export default { render };
"""


class ProgressWidget(anywidget.AnyWidget):
    """The map of outcomes, live: answers given since it was shown come in at a click."""

    _esm = _SHOW
    _css = sources()["css"]
    page = traitlets.Unicode().tag(sync=True)

    def __init__(self, shown: "Progress") -> None:
        self._made = type(shown)
        super().__init__(page=shown.page())
        self.on_msg(self._receive)

    def _receive(self, _: object, content: dict, __: object) -> None:
        if isinstance(content, dict) and content.get("again"):
            self.page = self._made().page()
            self.send({"seen": True})
