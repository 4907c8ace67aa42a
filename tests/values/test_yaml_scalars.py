"""What plain scalars mean: YAML 1.2 by a table, and YAML 1.1 compared with PyYAML, which reads it."""

import math
from datetime import date, datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from comp_data.values.yaml_scalars import ambiguity, as_date, read_plain

MEANING = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "nULL": "nULL",
    "none": "none",
    "true": True,
    "True": True,
    "TRUE": True,
    "tRue": "tRue",
    "false": False,
    "False": False,
    "FALSE": False,
    "yes": "yes",
    "no": "no",
    "on": "on",
    "off": "off",
    "y": "y",
    "N": "N",
    "0": 0,
    "-0": 0,
    "+12": 12,
    "-19": -19,
    "0123": 123,
    "00": 0,
    "1_000": "1_000",
    "1,000": "1,000",
    "0o17": 15,
    "0o8": "0o8",
    "-0o7": "-0o7",
    "0x1F": 31,
    "0xg": "0xg",
    "+0x1": "+0x1",
    "0b11": "0b11",
    "1.5": 1.5,
    "1.": 1.0,
    ".5": 0.5,
    "-.5": -0.5,
    "1e3": 1000.0,
    "1E-2": 0.01,
    "1.5e+3": 1500.0,
    "-1.": -1.0,
    ".": ".",
    "-": "-",
    "+": "+",
    "e3": "e3",
    "1e": "1e",
    "1.2.3": "1.2.3",
    "12:30": "12:30",
    "--1": "--1",
    ".inf": math.inf,
    "-.INF": -math.inf,
    "+.Inf": math.inf,
    ".iNF": ".iNF",
    "inf": "inf",
    "nan": "nan",
    "2026-02-23": date(2026, 2, 23),
    "2026-02-30": "2026-02-30",
    "2026-2-3": "2026-2-3",
    "20260223": 20260223,
    "2026-02-23T10:00:00Z": "2026-02-23T10:00:00Z",
    "2024-02-29": date(2024, 2, 29),
    "0000-01-01": "0000-01-01",
    "٣": "٣",
    "²": "²",
    "1\u00a0": "1\u00a0",
    "١٢": "١٢",
    "-٣": "-٣",
    "1٣": "1٣",
    "9" * 400: int("9" * 400),
    "9" * 401: "9" * 401,
    "0x" + "f" * 500: "0x" + "f" * 500,
}
DIFFERENT = {
    "no": "false",
    "Off": "false",
    "N": "false",
    "yes": "true",
    "ON": "true",
    "y": "true",
    "<<": "a merge of another mapping",
    "=": "a default value",
    "0123": "an octal number",
    "0o17": "text",
    "0b11": "a binary number",
    "1_000": "a number with grouped digits",
    "0089": "text",
    "12:30": "a number in base 60",
    "-1:30:00": "a number in base 60",
    "1:99": None,
    "01:30": None,
    "1e3": "text",
    "1.5e3": "text",
    "1.5e+3": None,
    "1.5": None,
    ".5": None,
    "1_0.5": "a number with grouped digits",
    "2026-02-23": None,
    "2026-02-23 10:00:00": "a point in time",
    "2026-02-23T10:00:00Z": "a point in time",
    "0": None,
    "12": None,
    "+12": None,
    "0x1F": None,
    "00": "an octal number",
    "nope": None,
    "": None,
    "~": None,
}


@pytest.mark.parametrize("text", MEANING)
def test_yaml_12(text: str) -> None:
    value = read_plain(text)
    assert value == MEANING[text]
    assert type(value) is type(MEANING[text])


def test_not_a_number() -> None:
    assert all(math.isnan(float(str(read_plain(text)))) for text in (".nan", ".NaN", ".NAN"))


@pytest.mark.parametrize("text", DIFFERENT)
def test_where_yaml_11_differs(text: str) -> None:
    assert ambiguity(text) == DIFFERENT[text]


def test_an_ambiguous_text_of_any_length_costs_little() -> None:
    for text in ("1" * 1_000_000, "-" + "1_" * 500_000, "1:" * 500_000, "0." + "0" * 1_000_000):
        assert isinstance(read_plain(text), str)
        assert ambiguity(text) is None


@given(st.text("0123456789abcdefoxXE_+-.:~ynTt Z", max_size=12) | st.from_regex(r"[-+]?[0-9_.:]{1,8}", fullmatch=True))
@example("+.5")
@example("0_")
@example("08")
@example("1__0")
@example("0x_")
@example("._1")
@example("1:1.5")
@example("2026-1-1 1:00:00")
def test_silence_means_that_pyyaml_reads_the_same(text: str) -> None:
    if text != text.strip() or ambiguity(text) is not None:
        return
    resolver = yaml.SafeLoader("")
    tag = resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    try:
        as_11 = resolver.construct_object(yaml.ScalarNode(tag, text), deep=True)
    except (ValueError, yaml.YAMLError, OverflowError):
        return  # PyYAML refuses what its own pattern takes: 2026-02-30
    value = read_plain(text)
    if isinstance(value, float) and math.isnan(value):
        assert math.isnan(as_11)
    elif not isinstance(as_11, datetime):
        assert (value, isinstance(value, str)) == (as_11, isinstance(as_11, str))


def test_dates() -> None:
    assert as_date("2026-02-23") == date(2026, 2, 23)
    for text in ("2026-02-29", "2026-02-23\n", " 2026-02-23", "20260223", "2026-W09-1", "", "٢٠٢٦-02-23", "0000-01-01"):
        assert as_date(text) is None
