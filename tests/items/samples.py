"""One small declaration of each type, for the vectors."""

SAMPLES = {
    "choice": {
        "id": "TST-1.1",
        "options": [
            {"id": "a", "text": "A", "right": False, "feedback": "<p>no</p>"},
            {"id": "b", "text": "B", "right": True, "feedback": "<p>yes</p>"},
            {"id": "c", "text": "C", "right": False, "feedback": "<p>no</p>"},
        ],
    },
    "number": {
        "id": "TST-1.2",
        "answer": 65,
        "tolerance": 0.5,
        "unit": "per cent",
        "percent": True,
        "mistakes": [
            {"id": "other_side", "value": 35, "tolerance": 2, "feedback": "<p>no</p>"},
            {"id": "negative", "value": -10, "tolerance": 0, "feedback": "<p>no</p>"},
        ],
        "feedback": {"right": "", "high": "", "low": "", "fraction": ""},
    },
    "sketch": {
        "id": "TST-1.3",
        "points": [{"x": "2000", "y": 65}, {"x": "2003", "y": 55}, {"x": "2006", "y": 54}],
        "x": {"label": "Year"},
        "y": {
            "label": "Share",
            "unit": "per cent",
            "gap": "points",
            "min": 30,
            "max": 90,
            "step": 1,
        },
        "given": 1,
        "tolerance": 3,
        "feedback": {"close": "", "direction": "", "opposite": ""},
    },
    "argue": {
        "id": "TST-1.4",
        "words": {"min": 3, "max": 10},
        "rubric": [{"id": "claim", "text": "a"}, {"id": "other", "text": "b"}],
        "answers": [{"title": "One", "text": "x"}, {"title": "Two", "text": "y"}],
        "feedback": {"rated": ""},
    },
    "place": {
        "id": "TST-1.5",
        "x": {"label": "Who gains", "low": "managers", "high": "politicians"},
        "y": {"label": "Where", "low": "the council", "high": "the wider locality"},
        "steps": 5,
        "tolerance": 1,
        "reading": False,
        "cards": [
            {"id": "a", "text": "Elected mayors", "at": [5, 1], "why": "<p>a</p>"},
            {"id": "b", "text": "Foundation hospitals", "at": [2, 5], "why": "<p>b</p>"},
            {"id": "c", "text": "Delegated school budgets", "at": [1, 4], "why": "<p>c</p>"},
            {"id": "d", "text": "Area committees", "at": [4, 3], "why": "<p>d</p>"},
        ],
        "feedback": {
            name: "" for name in ("close", "partly", "far", "agree", "mixed", "differ")
        },
    },
    "mark": {
        "id": "TST-1.6",
        "passage": [
            {"text": "The survey was held in 2003. "},
            {"id": "a", "text": "One.", "right": True, "feedback": "<p>a</p>"},
            {"text": " "},
            {"id": "b", "text": "Two.", "right": False, "feedback": "<p>b</p>"},
            {"paragraph": True},
            {"id": "c", "text": "Three.", "right": True, "feedback": "<p>c</p>"},
            {"text": " And then "},
            {"id": "d", "text": "four", "right": False, "feedback": "<p>d</p>"},
            {"text": " or "},
            {"id": "e", "text": "five", "right": True, "feedback": "<p>e</p>"},
            {"text": "."},
        ],
    },
    "challenge": {
        "id": "TST-1.7",
        "lab": "targetworld",
        "title": "Targetworld",
        "home": "06-improving-on-paper",
        "start": None,
        "answer": {"power": 0.5},
        "controls": [{"name": "power", "label": "Power", "name_of": {}}],
        "goal": [
            {"value": "up", "op": ">", "than": 0, "words": "it rises"},
            {"value": "down", "op": ">=", "than": -2.5, "words": "it falls by 2.5 at most"},
            {"value": "mid", "op": "between", "than": [1, 3], "words": "it lies from 1 to 3"},
        ],
        "feedback": {"met": "", "partly": "", "not": ""},
    },
}
