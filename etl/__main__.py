"""The command line of the data: `python -m etl {list, fetch, build, refresh, publish, check, status, snapshot}`."""

from __future__ import annotations

import sys

from etl.commands import main

if __name__ == "__main__":
    sys.exit(main())
