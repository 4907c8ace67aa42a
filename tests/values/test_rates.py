"""Exchange rates: of a user's file, of the ECB, and pay ranges converted by them."""

import pickle
import socket
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.values.rates import last_rates, rates_of

CSV = "base,currency,rate,date\nUSD,EUR,0.8,2026-02-27\nUSD,INR,90,2026-02-27\n"
JSON = '{"base": "USD", "date": "2026-02-27", "rates": {"EUR": 0.8, "INR": 90}}'
OWN = cd.Rates("USD", {"EUR": 0.8, "INR": 90}, "own", date(2026, 2, 27))
ECB = [["Date", "USD", "SEK", "HRK", ""], ["2026-02-27", "1.2", "11", "7.5", ""], ["2026-02-26", "1.1", "N/A", "7", ""]]


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_a_range_is_converted_and_not_rounded() -> None:
    assert OWN.convert(cd.PayRange(100, 201, "EUR"), "USD") == cd.PayRange(125, 251.25, "USD")
    assert OWN.convert(cd.PayRange(100, None, "EUR"), "INR").low == pytest.approx(11_250)
    assert OWN.convert(cd.PayRange(100, None, "EUR"), "INR").high is None
    same = cd.PayRange(100, 201, "VND")
    assert OWN.convert(same, "VND") is same


def test_a_currency_without_rate_is_refused() -> None:
    with pytest.raises(cd.MissingRateError, match="own of 2026-02-27: no rate for SAR") as caught:
        OWN.convert(cd.PayRange(1, 2, "SAR"), "USD")
    assert caught.value.currencies == ("SAR",)
    with pytest.raises(cd.MissingRateError, match="AED, UYU"):
        OWN.require(["UYU", "USD", "AED"])


@pytest.mark.parametrize(("name", "text"), [("r.csv", CSV), ("r.json", JSON), ("r.CSV", "\ufeff" + CSV + "\n\n")])
def test_a_file_of_ones_own(name: str, text: str, tmp_path: Path) -> None:
    file = written(tmp_path, name, text)
    rates = rates_of(file)
    assert rates == rates_of(str(file)) == cd.Rates.from_file(file)
    assert (rates.base, dict(rates.table)) == ("USD", {"USD": 1, "EUR": 0.8, "INR": 90})
    assert str(rates) == f"{file.as_posix()} of 2026-02-27"


def test_a_date_that_is_left_empty_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("base,currency,rate,date\nUSD,EUR,0.8,\n")
    assert cd.Rates.from_file(tmp_path / "rates.csv").day is None


def test_a_file_without_date(tmp_path: Path) -> None:
    rates = cd.Rates.from_file(written(tmp_path, "r.csv", "base,currency,rate\nUSD,EUR,0.8\n"))
    assert rates.day is None
    assert str(rates).endswith("r.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "r.csv has no rows; write a header base,currency,rate and rows below it"),
        ("base,currency,rate\n", "r.csv has no rows; write a header base,currency,rate and rows below it"),
        ("currency,rate\nEUR,1\n", "r.csv:1: missing column base"),
        ("base,currency,rate,rate\n", "r.csv:1: the column rate appears twice; remove one"),
        ("base,currency,rate\nUSD,EUR\n", "r.csv:2: the row has 2 cells, but the header has 3"),
        ("base,currency,rate\nUSD,EUR,0.8\n\nUSD,EUR,0.9\n", "r.csv:4: EUR has a rate already"),
        ("base,currency,rate\nUSD,EUR,0.8\nGBP,INR,90\n", "r.csv:3: base is GBP, but USD above"),
        ("base,currency,rate\nUSD,EUR,1/2\n", "r.csv:2: the rate of EUR is '1/2', not a number"),
        ('base,currency,rate\nUSD,EUR,"0,8"\n', "r.csv:2: the rate of EUR is '0,8'"),
        ("base,currency,rate\nUSD,EUR,0\n", "r.csv:2: the rate of EUR is 0.0; it must be a number from"),
        ("base,currency,rate\nUSD,EUR,-1\n", "r.csv:2: the rate of EUR is -1.0"),
        ("base,currency,rate\nUSD,EUR,nan\n", "r.csv:2: the rate of EUR is nan"),
        ("base,currency,rate\nUSD,EUR,inf\n", "r.csv:2: the rate of EUR is inf"),
        ("base,currency,rate\nUSD,EURO,1\n", "r.csv:2: EURO is not a known currency"),
        ("base,currency,rate\nDOLLAR,EUR,1\n", "r.csv: DOLLAR is not a known currency"),
        ("base,currency,rate\nUSD,USD,2\n", "the rate of USD is 2.0; the rate of the base must be 1"),
        ("base,currency,rate,date\nUSD,EUR,1,27.2.2026\n", "r.csv: date is 27.2.2026; write a date like 2026-02-27"),
        ('base,currency,rate\nUSD,"EUR,1\n', "this is not CSV"),
    ],
)
def test_csv_that_is_wrong_is_refused_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(cd.RatesError) as caught:
        cd.Rates.from_file(written(tmp_path, "r.csv", text))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "r.json:1: this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[]", 'r.json: write {"base": "EUR"'),
        ('{"base": "USD", "rates": {"EUR": 1}, "amount": 10}', "r.json: write"),
        ('{"base": "USD", "rates": {}}', "rates must be an object with a rate"),
        ('{"base": "USD", "rates": {"EUR": 1, "EUR": 2}}', "the key EUR is repeated"),
        ('{"base": "USD", "rates": {"EUR": "1"}}', "the rate of EUR is '1';"),
        ('{"base": "USD", "rates": {"EUR": true}}', "the rate of EUR is True"),
        ('{"base": "USD", "rates": {"EUR": NaN}}', "the rate of EUR is nan"),
        ('{"base": ["USD"], "rates": {"EUR": 1}}', "is not a known currency"),
        ('{"base": "USD", "date": 20260227.5, "rates": {"EUR": 1}}', "date is 20260227.5"),
    ],
)
def test_json_that_is_wrong_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(cd.RatesError) as caught:
        cd.Rates.from_file(written(tmp_path, "r.json", text))
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(cd.RatesError, match="No such file"):
        rates_of(tmp_path / "nowhere.csv")
    (tmp_path / "latin.csv").write_bytes(b"base,currency,rate\nUSD,EUR,0.8\xe9\n")
    with pytest.raises(cd.RatesError, match="cannot be read: line 2 is not UTF-8"):
        rates_of(tmp_path / "latin.csv")
    with pytest.raises(cd.RatesError, match="is larger than"):
        rates_of(written(tmp_path, "large.csv", "x" * (1 << 21)))


@pytest.mark.parametrize("table", [{"EUR": 0}, {"EUR": True}, {"EUR": "1"}, {"EUR": float("inf")}, {"FOO": 1}])
def test_rates_are_checked_wherever_they_come_from(table: Any) -> None:
    with pytest.raises(cd.RatesError):
        cd.Rates("USD", table, "own")


def test_rates_are_frozen_and_go_to_other_processes() -> None:
    with pytest.raises(TypeError):
        OWN.table["EUR"] = 2  # type: ignore[index]
    assert pickle.loads(pickle.dumps(OWN)) == OWN
    assert len({OWN, pickle.loads(pickle.dumps(OWN))}) == 1


def test_the_last_rates_up_to_a_day() -> None:
    assert last_rates(ECB, date(2026, 2, 27)) == (date(2026, 2, 27), {"USD": 1.2, "SEK": 11})
    assert last_rates(ECB, date(2026, 2, 26)) == (date(2026, 2, 26), {"USD": 1.1})
    with pytest.raises(cd.RatesError, match="no ECB rates for 2026-02-28 yet; the newest installed rates are of"):
        last_rates(ECB, date(2026, 2, 28))
    with pytest.raises(cd.RatesError, match="no ECB rates for 2026-02-25; the first are of 2026-02-26"):
        last_rates(ECB, date(2026, 2, 25))


def test_the_rates_of_the_ecb_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    rates = cd.ecb_rates(date(2014, 3, 30))  # a Sunday
    assert (rates.day, rates.asked, rates.base) == (date(2014, 3, 28), date(2014, 3, 30), "EUR")
    assert rates.table["USD"] == 1.3759
    assert str(rates) == "ECB reference rates of 2014-03-28 (the last before 2014-03-30)"
    assert str(rates_of("ECB:2014-03-28")) == "ECB reference rates of 2014-03-28"
    assert rates.convert(cd.PayRange(100, 200, "EUR"), "USD") == cd.PayRange(137.59, 275.18, "USD")
    with pytest.raises(cd.MissingRateError, match="no rate for AED, TWD; give a file of your own"):
        rates.require(["USD", "TWD", "AED"])


def test_a_date_of_the_ecb_with_a_time_or_as_text() -> None:
    assert cd.ecb_rates(datetime(2014, 3, 28, 12)) == cd.ecb_rates(date(2014, 3, 28))
    text: Any = "2014-03-28"
    with pytest.raises(cd.UsageError, match=r"day is '2014-03-28'; give a datetime.date"):
        cd.ecb_rates(text)


def test_a_day_that_is_none() -> None:
    for given in ("ecb:soon", "ecb", "ECB:"):
        with pytest.raises(cd.RatesError, match=f"{given} names no date; write ecb:2026-03-01"):
            rates_of(given)


def test_without_the_extra_the_ecbs_rates_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "currency_converter", None)
    with pytest.raises(cd.MissingExtraError, match=r"comp-data\[fx\]"):
        cd.ecb_rates(date(2014, 3, 28))
