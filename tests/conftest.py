"""What all tests share: how random examples are drawn, and in which order lanes take the tests."""

import os

import pytest
from hypothesis import settings

# A busy machine is no fault of the code under test, and a red run must be one that can be repeated.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In several lanes what takes longest comes first, so that none is left with it at the end.

    JupyterLab before the book: while one lane builds the book the other need not wait for it.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(
            key=lambda item: (
                not item.path.name.startswith("test_jupyterlab"),
                "browser" not in item.path.parts,
            )
        )
