"""`python -m exercises` is `course`, for where scripts are not on the path."""

import sys

from exercises.cli import main

sys.exit(main())
