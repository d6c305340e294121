"""What all tests share: how random examples are drawn, and two lanes for a run of everything."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code under test, and a red run must be one that can be repeated.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

BROWSER = Path(__file__).parent / "browser"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes for the whole suite; none beside this one for whoever names what to run."""
    return 2 if config.args_source == pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One lane for the browser, which mostly waits, and one for the rest, which mostly computes.

    A lane is never split, so that the book is built and a JupyterLab is started once for all tests.
    """
    for item in items:
        lane = "browser" if BROWSER in item.path.parents else "rest"
        item.add_marker(pytest.mark.xdist_group(lane))
