"""One small declaration of each type, for the vectors."""

SAMPLES = {
    "select": {
        "id": "TST-1.5",
        "options": [
            {"id": "a", "text": "A", "right": True, "feedback": "<p>yes a</p>"},
            {"id": "b", "text": "B", "right": False, "feedback": "<p>no b</p>"},
            {"id": "c", "text": "C", "right": True, "feedback": "<p>yes c</p>"},
            {"id": "d", "text": "D", "right": False, "feedback": "<p>no d</p>"},
            {"id": "e", "text": "E", "right": True, "feedback": "<p>yes e</p>"},
        ],
    },
    "order": {
        "id": "TST-1.6",
        "entries": [
            {"id": "a", "text": "A", "rank": 1, "when": "1997", "why": ""},
            {"id": "b", "text": "B", "rank": 2, "when": "", "why": "<p>b</p>"},
            {"id": "c", "text": "C", "rank": 2, "when": "", "why": ""},
            {"id": "d", "text": "D", "rank": 3, "when": "2004 <", "why": ""},
            {"id": "e", "text": "E", "rank": 4, "when": "", "why": ""},
        ],
        "mistakes": [
            {"id": "end_first", "first": "e", "then": "a", "feedback": "<p>e before a</p>"},
            {"id": "early", "first": "d", "then": "c", "feedback": "<p>d before c</p>"},
        ],
        "feedback": {"right": "<p>right</p>", "near": "<p>near</p>", "far": "<p>far</p>"},
    },
    "sort": {
        "id": "TST-1.7",
        "groups": [
            {"id": "level", "text": "Level"},
            {"id": "change", "text": "Change"},
            {"id": "place", "text": "Place"},
        ],
        "cards": [
            {
                "id": "a",
                "text": "A",
                "groups": ["level"],
                "why": "<p>why a</p>",
                "mistakes": {"change": "<p>not a change</p>"},
            },
            {"id": "b", "text": "B", "groups": ["change"], "why": "<p>why b</p>", "mistakes": {}},
            {"id": "c", "text": "C", "groups": ["place"], "why": "<p>why c</p>", "mistakes": {}},
            {
                "id": "d",
                "text": "D",
                "groups": ["change", "place"],
                "why": "<p>why d</p>",
                "mistakes": {},
            },
        ],
    },
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
