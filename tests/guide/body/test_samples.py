"""A range of amounts is taken as a sample of its column exactly as it is by itself."""

import random
from itertools import product

import pytest

from comp_data.guide.body.figures import Draft
from comp_data.guide.body.layouts import COMPONENTS
from comp_data.guide.body.markdown_tables import Cell
from comp_data.values.places.lookup import read_region
from tests.guide.body.cells.test_cells import NOWHERE

_HEADERS = ("Base", "Salary (monthly)", "Stock (RSU/4yr)", "Total (k€)", "Bonus (%)", "Base (USD)", "Pay (min)", "x14")
_REGIONS = ("San Francisco", "Toronto", "London", "Berlin (USD)", "Sydney", "Vancouver", "Bengaluru", "Tokyo", "Mars")
_MARKS = ("$", "£", "€", "C$", "A$", "USD ", "INR ", "JPY ", "CUP ", "L", "")
_ENDS = (("1", "2"), ("5", "9"), ("45", "60"), ("120", "150"), ("150", "120"), ("90", "900"), ("90", "901"))
_FORMS = ("{0}{1}K–{0}{2}K", "{0}{1},000 - {0}{2},000", "{0}{1}.5M-{0}{2}.25M", "{0}{1}-{0}{2}", "{0}{1}–{0}{1}")
_TAILS = ("", "+", "/yr", "/4yr")


@pytest.mark.parametrize("region", _REGIONS)
def test_a_range_means_what_it_means_by_itself(region: str) -> None:
    cases = list(product(COMPONENTS.values(), _HEADERS, _MARKS, _ENDS, _FORMS, _TAILS))
    for component, header, mark, ends, form, tail in random.Random(region).sample(cases, 100):
        cell = Cell(form.format(mark, *ends) + tail, 3, 9)
        one, other = Draft(read_region(region), NOWHERE), Draft(read_region(region), NOWHERE)
        one.take(component, cell, header)
        other._take(component, cell, header)
        assert vars(one) == vars(other), (component, header, cell.text)
