"""The currencies, compared with ISO 4217 as pycountry knows it."""

import pycountry

from comp_data.values import currencies
from comp_data.values.currencies import CODES, UNITS_PER_DOLLAR

ISO = {currency.alpha_3 for currency in pycountry.currencies}
NO_MONEY = {"XAU", "XAG", "XPD", "XPT", "XDR", "XSU", "XUA", "XAD", "XBA", "XBB", "XBC", "XBD", "XTS", "XXX"}
"""Metals, units of account, and the codes for tests and for no currency."""


def test_every_code_is_iso() -> None:
    assert CODES <= ISO


def test_every_currency_in_use_has_a_code() -> None:
    withdrawn = {"ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"}
    assert withdrawn >= ISO - CODES - NO_MONEY


def test_no_code_stands_twice() -> None:
    words = currencies._UNITS_PER_DOLLAR.split()
    assert len(words) == 2 * len(UNITS_PER_DOLLAR)
    assert words[::2] == sorted(words[::2])


def test_codes_are_the_currencies_with_a_rate() -> None:
    assert set(UNITS_PER_DOLLAR) == CODES
    assert all(rate > 0 for rate in UNITS_PER_DOLLAR.values())
    assert UNITS_PER_DOLLAR["USD"] == 1


def test_what_is_not_money_is_not_a_currency() -> None:
    assert not NO_MONEY & CODES
