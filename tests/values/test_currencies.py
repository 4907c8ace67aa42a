"""The currencies, compared with ISO 4217 as pycountry knows it."""

import json
from pathlib import Path

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
    objects: list[list[str]] = []
    file = Path(currencies.__file__).with_name("currencies.json")
    json.loads(file.read_text("utf-8"), object_pairs_hook=lambda pairs: objects.append([key for key, _ in pairs]))
    assert all(len(keys) == len(set(keys)) for keys in objects)
    assert any(keys == sorted(keys) and set(keys) > CODES for keys in objects)


def test_no_sign_stands_twice() -> None:
    texts = [
        text
        for values in currencies._CURRENCIES.values()
        for text in (*values.get("signs", ()), *values.get("names", ()), *values.get("phrases", ()))
    ]
    assert len(texts) == len(set(texts))


def test_codes_are_the_currencies_with_a_rate() -> None:
    assert set(UNITS_PER_DOLLAR) == CODES
    assert all(rate > 0 for rate in UNITS_PER_DOLLAR.values())
    assert UNITS_PER_DOLLAR["USD"] == 1


def test_what_is_not_money_is_not_a_currency() -> None:
    assert not NO_MONEY & CODES
