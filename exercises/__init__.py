"""The course's verbs: `table`, `tables`, `chart`, `ask`, `check`, `lab`, `review` and `progress`.

Each is imported when it is first used, so that `import exercises` costs next to nothing.
"""

from importlib import import_module

_HOME = {
    "table": "exercises.tables",
    "tables": "exercises.tables",
    "chart": "exercises.charts",
    "ask": "exercises.live.questions",
    "check": "exercises.live.checks",
    "lab": "exercises.live.labs",
    "review": "exercises.live.reviewing",
    "progress": "exercises.live.progressing",
}

__all__ = ["ask", "chart", "check", "lab", "progress", "review", "table", "tables"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(
            f"module 'exercises' has no verb {name!r}; it has {', '.join(__all__)}"
        )
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
