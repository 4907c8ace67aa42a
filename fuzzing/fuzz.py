"""Runs a target over inputs that reach code no input has reached before, and keeps what it finds.

    python -m fuzzing.fuzz TARGET [--seconds N] [--merge]

Needs atheris (`pip install atheris`). New inputs go into fuzzing/found/TARGET, which git ignores, and one that crashes
into fuzzing/crashes/TARGET, where the tests run it from then on. `--merge` adds to fuzzing/seeds/TARGET the smallest
of those found that reach something new.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
_LONGEST = 4096
_SECONDS_AN_INPUT = 20


def main() -> None:
    """Reads the command line; runs the fuzzer in a process of its own, whose numbers it prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--merge", action="store_true")
    parser.add_argument("--child", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        _run(arguments.target, arguments.child)
    elif arguments.merge:
        _merge(arguments.target)
    else:
        sys.exit(_fuzz(arguments.target, arguments.seconds))


def _fuzz(target: str, seconds: int) -> int:
    found, seeds, crashes = (HERE / name / target for name in ("found", "seeds", "crashes"))
    for folder in (found, seeds, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    limits = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SECONDS_AN_INPUT}",
        "-rss_limit_mb=2048",
    ]
    options = [*limits, f"-dict={HERE / 'words.txt'}", f"-artifact_prefix={crashes}/", "-print_final_stats=1"]
    return _child(target, [*options, str(found), str(seeds)])


def _merge(target: str) -> None:
    """Keeps of the seeds and what was found the smallest set that reaches the same."""
    found, seeds = HERE / "found" / target, HERE / "seeds" / target
    with tempfile.TemporaryDirectory() as scratch:
        _child(target, ["-merge=1", scratch, str(seeds), str(found)])
        kept = sorted(Path(scratch).iterdir(), key=lambda file: file.stat().st_size)
        shutil.rmtree(seeds)
        seeds.mkdir()
        for file in kept:
            shutil.copy(file, seeds / file.name[:12])


def _child(target: str, options: list[str]) -> int:
    command = [sys.executable, "-m", "fuzzing.fuzz", target, "--child", *options]
    return subprocess.run(command, cwd=HERE.parent, check=False).returncode


def _run(target: str, options: list[str]) -> None:
    import atheris  # noqa: PLC0415 - not among what the tests need

    with atheris.instrument_imports(include=["comp_data"]):
        from comp_data.linter import run  # noqa: F401, PLC0415 - the same
        from fuzzing.targets import TARGETS  # noqa: PLC0415 - to be instrumented
    atheris.Setup([sys.argv[0], *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
