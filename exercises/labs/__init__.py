"""Labs: one module each, plain Python that both CPython and MicroPython run.

The page runs a lab on MicroPython, which lacks some of Python and does some of it otherwise:

- Syntax: no `[*a]` and `{**a}` (write `list(a) + b`, `dict.update`); no walrus.
- Modules: `math` and `struct` are all that labs use; there is no `statistics`, `dataclasses`, `typing`.
- Names: no `math.fsum`, `math.prod`, `math.comb`, no `collections.Counter`; `_maths` has what labs share.
- Sums: `_maths.added` in place of `sum`, which rounds otherwise from Python 3.12 on.
- Numbers in words: `_text.number` and its like, never `f"{x:,.1f}"`, which drops the comma and rounds halves
  otherwise.
- Order: that of a dict is not kept, and a sort may not be stable; sort by keys that no two share.

`tests/labs/test_lab_parity.py` runs every lab on both and compares. The shortest lab to copy is `timeline`
with a list of events, or `threshold` with sliders alone.
"""
