"""Every input that fuzzing has kept: those that reach most of the code, and those that once broke it."""

import pytest

from fuzzing.targets import TARGETS
from tests.conftest import ROOT

KEPT = {target: sorted((ROOT / "fuzzing").glob(f"*s/{target}/*")) for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_has_kept(target: str) -> None:
    assert KEPT[target]
    for file in KEPT[target]:
        TARGETS[target](file.read_bytes())
