"""Times whole processes, ours and the peers' in turn, and prints the ratios.

    python benchmarks/run.py [FOLDER] [--guides N] [--defects SHARE] [--seed N] [--runs N] [--no-peers] [--json FILE]

FOLDER holds guides (company/role.md), and is copied first, as a run changes guides. Without one, guides are made, and
what the linter finds in them is compared with the planted defects before timing starts.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

sys.path[0] = str(Path(__file__).resolve().parents[1])  # a script finds its own folder only

from benchmarks import peers  # noqa: E402 - after the path
from benchmarks.corpus import held_against, write_guides  # noqa: E402 - the same
from benchmarks.defects import DEFECTS  # noqa: E402 - the same
from benchmarks.scenarios import Ground, Group, groups  # noqa: E402 - the same
from benchmarks.timing import Series, time_in_turns  # noqa: E402 - the same


def main() -> None:
    """Measures, prints, and writes JSON where asked to."""
    chosen = _arguments()
    measured: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name) / "work"
        scratch.mkdir()
        folder = scratch / "guides"
        if chosen.folder:
            shutil.copytree(chosen.folder, folder)
        else:
            _make(folder, chosen)
        if not chosen.no_peers:
            peers.install()
        ground = Ground(folder, sorted(folder.glob("*/*.md")), scratch, not chosen.no_peers)
        print(f"{len(ground.guides):,} guides; medians of {chosen.runs}; least–most in brackets", flush=True)
        for group in groups(ground):
            series = time_in_turns((*group.ours, *group.peers), chosen.runs, scratch) if group.ours else []
            print(_table(group, series), flush=True)
            measured.append(_as_json(group, series))
    if chosen.json:
        machine = {"python": platform.python_version(), "cores": os.cpu_count()}
        versions = {} if chosen.no_peers else peers.versions()
        report = {"guides": len(ground.guides), "machine": machine, "peers": versions, "groups": measured}
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--guides", type=int, default=1_176, help="how many guides to make")
    parser.add_argument("--defects", type=float, default=0.02, help="the share of guides that each defect is tried on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--no-peers", action="store_true", help="leave out what must be installed first")
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    if not 0 <= chosen.defects * len(DEFECTS) <= 1:
        parser.error(f"--defects is at most {1 / len(DEFECTS):.3f}: a guide has one of {len(DEFECTS)} defects, or none")
    return chosen


def _make(folder: Path, chosen: argparse.Namespace) -> None:
    """Makes the guides; ends the program where the linter does not find what was planted, and that alone."""
    outcome = held_against(folder, write_guides(folder, chosen.seed, chosen.guides, chosen.defects))
    print(f"{outcome.planted:,} findings planted; {len(outcome.missing)} not found, {len(outcome.extra)} too many")
    if outcome.missing or outcome.extra:
        sys.exit("\n".join(map(str, (*outcome.missing[:10], *outcome.extra[:10]))))


def _table(group: Group, series: list[Series]) -> str:
    """A line a command: its seconds and memory, and its ratio to each peer."""
    ours, others = series[: len(group.ours)], series[len(group.ours) :]
    lines = [f"\n{group.name}"]
    for one in ours:
        lines.append(f"  {one.name:<32}{one.median:>9.3f} s {one.peak / 1024:>7.0f} MiB")
        lines += [f"    ÷ {other.name:<28}{_spread(one.ratios(other))}" for other in others]
    lines += [f"  {other.name:<32}{other.median:>9.3f} s {other.peak / 1024:>7.0f} MiB" for other in others]
    lines += [f"  {name:<32} not there" for name in group.missing]
    return "\n".join(lines)


def _spread(ratios: list[float]) -> str:
    ordered = sorted(ratios)
    return f"{median(ordered):>9.3f}   ({ordered[0]:.3f}–{ordered[-1]:.3f})"


def _as_json(group: Group, series: list[Series]) -> dict[str, Any]:
    others = series[len(group.ours) :]
    return {
        "name": group.name,
        "missing": group.missing,
        "commands": [
            {
                "name": one.name,
                "is_peer": one in others,
                "seconds": [round(seconds, 4) for seconds in one.seconds],
                "peak_kib": one.peak,
                "ratios": {}
                if one in others
                else {
                    other.name: {
                        "each": [round(ratio, 4) for ratio in one.ratios(other)],
                        "median": round(median(one.ratios(other)), 4),
                    }
                    for other in others
                },
            }
            for one in series
        ],
    }


if __name__ == "__main__":
    main()
