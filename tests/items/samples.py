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
}
