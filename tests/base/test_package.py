"""Libraries of extras: what is said where one is missing."""

import math

import pytest

from comp_data.base.errors import CompDataError, MissingExtraError
from comp_data.base.package import load_extra


def test_a_library_that_is_there() -> None:
    assert load_extra("math", extra="figures") is math


def test_one_that_is_not_names_the_extra() -> None:
    with pytest.raises(MissingExtraError) as caught:
        load_extra("no_such_library", extra="figures")
    assert isinstance(caught.value, CompDataError)
    assert (caught.value.module, caught.value.extra) == ("no_such_library", "figures")
    assert str(caught.value) == ("no_such_library is required and cannot be imported: pip install 'comp-data[figures]'")
