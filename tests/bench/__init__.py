"""Benchmarks that anyone can run, each with the stock tool beside the course in the same run.

    python -m tests.bench            what there is
    python -m tests.bench weight     one of them, or several
    python -m tests.bench all

They are no tests: nothing fails for being slow, and pytest does not run them.
"""
