"""`comp-data`, and `python -m comp_data`, is the command line."""

import gc
import os
import signal
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line; Ctrl-C ends it without a word even while it is still being imported."""
    gc.disable()  # imports create no garbage, and searching for it takes a twentieth of a short run
    try:
        from comp_data.cli import main as run  # noqa: PLC0415 - which is what takes a while
    except KeyboardInterrupt:
        os._exit(128 + signal.SIGINT)
    run()


if __name__ == "__main__":
    main()
