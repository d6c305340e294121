"""What all tests share: how random examples are drawn."""

import os

from hypothesis import settings

# A busy machine is no fault of the code under test, and a red run must be one that can be repeated.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")
