"""Make the folder that the examples of the pages run in.

    python docs/make_examples.py FOLDER

It has the bundled records in `seeds/`, made-up guides in `guides/`, a configuration and the rates that money.md shows.
It is a git repository with the tag `v1.0.0`.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from docs.rule_examples import files

DOCS: Final = Path(__file__).parent
GUIDES: Final = (
    "# file: acme/data-engineer.md\n"
    "# file: globex/data-engineer.md\ncompensation:\n"
    "  - base_low: 160000\n    base_high: 210000\n    total_comp_low: 195000\n    total_comp_high: 275000\n"
    "  - base_low: 155000\n    base_high: 200000\n    total_comp_low: 200000\n    total_comp_high: 260000\n"
    "  - base_low: 86000\n    base_high: 116000\n    total_comp_low: 104000\n    total_comp_high: 144000\n"
    "# file: globex/product-manager.md\nlast_updated: 2026-01-15\nnext_review_due: 2026-04-15\n"
)
"""The guides of made-up companies that the pages use."""


def make_folder(folder: Path) -> None:
    """Make the folder; raises FileExistsError if it has `seeds/` already."""
    shutil.copytree(DOCS.parent / "seeds", folder / "seeds")
    for path, text in files(GUIDES):
        file = folder / "guides" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "comp-data.toml").write_text('dataset = "guides"\n')
    page = (DOCS / "money.md").read_text("utf-8")
    for language in ("csv", "json"):
        (block,) = re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
        (folder / f"rates.{language}").write_text(block)
    person = ("-c", "user.name=An Example", "-c", "user.email=example@example.org", "-c", "commit.gpgsign=no")
    date = "2026-03-01T12:00:00+00:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        (*person, "commit", "--quiet", "-m", "The first version"),
        ("tag", "v1.0.0"),
    ):
        subprocess.run(["git", *arguments], cwd=folder, env=env, check=True)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    make_folder(target)
