"""The API reference is made from the docstrings, and has every public name."""

import subprocess
import sys

import pytest

import comp_data as cd
from tests.conftest import ROOT


@pytest.mark.slow
def test_the_page_is_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_api.py", "--check"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_public_name_is_described() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in cd.__all__:
        assert name == "__version__" or f"`{name}" in text or f"`cd.{name}(" in text, name


def test_every_public_name_has_a_docstring() -> None:
    for name in cd.__all__:
        assert name == "__version__" or (getattr(cd, name).__doc__ or "").strip(), name
