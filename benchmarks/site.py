"""Time the site of many made-up guides: seconds, megabytes, the same bytes twice, and a rebuild after one change.

.venv/bin/python benchmarks/site.py [--guides 4466] [--seed 0] [--folder FOLDER]
"""

import argparse
import hashlib
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.generator import TODAY, Draft
from comp_data.report.site.build import build_site


def main() -> None:
    """Make the guides, and build their site three times."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--guides", type=int, default=4466)
    arguments.add_argument("--seed", type=int, default=0)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch, "seeds"), Path(scratch, "site")
        for number in range(chosen.guides):
            draft = Draft(chosen.seed, number)
            file = folder / draft.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(draft.text(), "utf-8")
        _build("first", folder, out)
        before = _digest(out)
        _build("again", folder, out)
        print(f"same bytes: {before == _digest(out)}")
        changed = folder / Draft(chosen.seed, 0).path
        changed.write_text(changed.read_text("utf-8").replace("role_type: standard", "role_type: specialty"), "utf-8")
        _build("after a change", folder, out)
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
        print(f"{chosen.guides:,} guides: {size / 1e6:.1f} MB")
        print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def _build(name: str, folder: Path, out: Path) -> None:
    started, used = time.monotonic(), time.process_time()
    done = build_site(folder, out, TODAY)
    seconds, cpu = time.monotonic() - started, time.process_time() - used
    print(f"{name}: {seconds:.1f} s, {cpu:.1f} s of CPU here; {done.written:,} written, {done.unchanged:,} unchanged")


def _digest(out: Path) -> str:
    files = sorted(file for file in out.rglob("*") if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    main()
