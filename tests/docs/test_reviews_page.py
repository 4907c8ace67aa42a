"""What `docs/reviews.md` shows is what happens; `test_docs_python.py` runs its Python."""

from pathlib import Path

from docs.make_examples import make_folder
from tests.conftest import CommandLine
from tests.docs.pages import blocks


def test_the_command(tmp_path: Path, comp_data: CommandLine) -> None:
    make_folder(tmp_path)
    command, _, output = blocks("reviews.md", "console")[0].partition("\n")
    done = comp_data(*command.removeprefix("$ comp-data ").split())
    assert (done.returncode, done.stderr, done.stdout) == (0, "", output)
