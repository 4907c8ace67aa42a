"""Times whole processes in pairs, ours and a peer's in turn, and prints the ratios.

    python benchmarks/run.py [FOLDER] [--runs N] [--json FILE]

FOLDER holds guides (company/role.md); without one, guides are made from the bundled record. The peer is
check-jsonschema over the same front matter, written out as YAML files, with the same schema.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "schemas" / "guide.v1.schema.json"
SEED = ROOT / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
MADE_GUIDES = 1_000
PEER_HOME = Path(__file__).with_name(".peer")


@dataclass(frozen=True)
class Pair:
    """Seconds of both commands, run in turn, and the ratio ours ÷ peer's of each turn."""

    name: str
    ours: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours ÷ peer's, turn by turn."""
        return tuple(one / other for one, other in zip(self.ours, self.peer, strict=True))


def main() -> None:
    """Measures, prints, and writes JSON where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (arguments.folder or make_guides(Path(scratch) / "made")).resolve()
        guides = sorted(folder.glob("*/*.md"))
        sheets = front_matter_files(guides, Path(scratch) / "yaml")
        lint = [sys.executable, "-m", "comp_data", "lint", "--no-config", "--fail-on", "never", "--format", "concise"]
        peer = [str(peer_command()), "--schemafile", str(SCHEMA)]
        pairs = [
            measure("one guide", [*lint, str(guides[0])], [*peer, str(sheets[0])], arguments.runs),
            measure(f"{len(guides):,} guides", [*lint, str(folder)], [*peer, *map(str, sheets)], arguments.runs),
        ]
    note = f"(medians of {arguments.runs}; ratio: least–most)"
    print(f"{'':<16}{'comp-data':>12}{'check-jsonschema':>18}{'ratio':>8}   {note}")
    for pair in pairs:
        ratios = pair.ratios
        ours, other = statistics.median(pair.ours), statistics.median(pair.peer)
        spread = f"{min(ratios):.3f}–{max(ratios):.3f}"
        print(f"{pair.name:<16}{ours:>11.3f}s{other:>17.3f}s{statistics.median(ratios):>8.3f}   ({spread})")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(pair) for pair in pairs], indent=2) + "\n")


def peer_command() -> Path:
    """The peer, installed into an environment of its own at the first run: beside our tools it starts slower."""
    command = PEER_HOME / "bin" / "check-jsonschema"
    if not command.exists():
        venv.create(PEER_HOME, with_pip=True)
        subprocess.run([PEER_HOME / "bin" / "pip", "install", "--quiet", "check-jsonschema"], check=True)
    return command


def measure(name: str, ours: list[str], peer: list[str], runs: int) -> Pair:
    """Runs both commands in turn, after one run of each that does not count."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for command, taken in zip((ours, peer), seconds, strict=True):
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
            if done.returncode > 1:
                sys.exit(f"{' '.join(command[:6])} … failed:\n{done.stderr.decode()}")
            if turn:
                taken.append(time.perf_counter() - start)
    return Pair(name, tuple(seconds[0]), tuple(seconds[1]))


def make_guides(folder: Path) -> Path:
    """As many guides as a real dataset has, all made from the bundled record, no two with the same figures."""
    text = SEED.read_text("utf-8")
    for number in range(MADE_GUIDES):
        file = folder / f"company-{number // 14:03}" / f"role-{number % 14:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        named = text.replace("company: huggingface-enterprise", f"company: {file.parent.name}", 1)
        named = named.replace("role: ml-ai-engineer", f"role: {file.stem}", 1)
        file.write_text(named.replace("base_low: 200000", f"base_low: {200_000 - number}", 1), "utf-8")
    return folder


def front_matter_files(guides: list[Path], folder: Path) -> list[Path]:
    """The guides' front matter as YAML files, which is what the peer reads."""
    folder.mkdir()
    files = []
    for number, guide in enumerate(guides):
        file = folder / f"{number:06}.yaml"
        file.write_text(guide.read_text("utf-8").split("---\n", 2)[1], "utf-8")
        files.append(file)
    return files


if __name__ == "__main__":
    main()
