"""Wages from files of your own, and an error with its line for each mistake. All figures are made up."""

from collections.abc import Callable
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.market.sources import MarketSource, find_wages, parse_source, read_source

UK = """\
source,release,role,occupation,country,area,currency,period,p10,p25,p50,p75,p90
Made-up survey,2025-04,data-engineer,Data people,GB,London,GBP,year,40000,50000,64000,80000,95000
Made-up survey,2025-04,data-engineer,Data people,GB,,GBP,month,2500,,4000,,6000
Made-up survey,2025-04,,15-2051,GB,,GBP,hour,,,30,40,
"""
HEADER, LONDON, *_ = UK.splitlines(keepends=True)


@pytest.fixture
def uk() -> MarketSource:
    return parse_source(UK, "uk.csv")


def test_the_narrowest_area_around_a_place_counts(uk: MarketSource) -> None:
    (london,) = find_wages("data-engineer", "London (HQ)", "GBP", (uk,))
    assert (london.area, london.median, london.occupation) == ("London", 64_000, "Data people")
    (country,) = find_wages("data-engineer", "Manchester UK", "GBP", (uk,))
    assert (country.area, country.percentiles) == ("UK", (30_000, None, 48_000, None, 72_000))
    both = find_wages("data-engineer", "London / Manchester UK", "GBP", (uk,))
    assert [wages.area for wages in both] == ["London", "UK"]


def test_an_occupation_code_stands_for_its_roles_and_an_hour_for_2080_a_year(uk: MarketSource) -> None:
    (wages,) = find_wages("data-scientist", "London", "GBP", (uk,))
    assert wages.percentiles == (None, None, 62_400, 83_200, None)
    assert find_wages("software-engineer", "London", "GBP", (uk,)) == ()


def test_other_places_and_currencies_have_no_wages(uk: MarketSource) -> None:
    assert find_wages("data-engineer", "London", "USD", (uk,)) == ()
    assert find_wages("data-engineer", "Paris", "GBP", (uk,)) == ()
    assert find_wages("data-engineer", "London / Paris", "GBP", (uk,)) == ()


def test_a_source_of_your_own_comes_before_that_of_the_package() -> None:
    own = parse_source(
        "source,release,role,country,currency,period,p50\nMade-up,2026,data-engineer,US,USD,year,1000\n", "us.csv"
    )
    (wages,) = find_wages("data-engineer", "Seattle", "USD", (own,))
    assert (wages.source, wages.median) == ("Made-up", 1_000)


def line(**cells: str) -> str:
    names = HEADER.strip().split(",")
    values = dict(zip(names, LONDON.strip().split(","), strict=True)) | cells
    return HEADER + ",".join(values[name] for name in names) + "\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "uk.csv has no rows; write a header source,release,"),
        ("role\n", "uk.csv:1: missing column source, release, country, currency, period, p50"),
        (HEADER, "uk.csv has no rows; write a header source,release,country,currency,period,p50 and rows below it"),
        (HEADER.replace("area", "town"), "uk.csv:1: unknown column 'town'; the columns are source, release, country"),
        (HEADER.replace("p10", "p50"), "uk.csv:1: the column p50 appears twice; remove one"),
        (
            "source,release,country,currency,period,p50\nA,2025,GB,GBP,year,1\n",
            "uk.csv: missing column role or occupation",
        ),
        (HEADER + "a,b\n", "uk.csv:2: the row has 2 cells, but the header has 13"),
        (HEADER + '"a\n', "uk.csv:2: this is not CSV: "),
        (line(source=""), "uk.csv:2: source is empty; name the source of the wages"),
        (line(release="spring"), "uk.csv:2: release 'spring' is not a date; write it as 2025, 2025-04 or 2025-04-09"),
        (line(release="2025-13"), "uk.csv:2: release '2025-13' is not a date; write it as 2025, 2025-04 or 2025-04-09"),
        (line(release="2025-02-31"), "uk.csv:2: release '2025-02-31' is not a date; write it as 2025,"),
        (line(role="baker"), "uk.csv:2: role 'baker' must be one of software-engineer, "),
        (line(role="", occupation="Bakers"), "uk.csv:2: no role is known for occupation 'Bakers'; add the column role"),
        (line(country="Atlantis"), "uk.csv:2: country 'Atlantis' is not a known ISO 3166 code, such as GB"),
        (line(area="Paris"), "uk.csv:2: area 'Paris' is not one known place in UK; leave it empty for all"),
        (line(area="Xyzzy"), "uk.csv:2: area 'Xyzzy' is not one known place in UK"),
        (line(currency="pounds"), "uk.csv:2: currency 'pounds' is not an ISO 4217 code, such as GBP"),
        (line(period="fortnight"), "uk.csv:2: period 'fortnight' must be one of year, month, week, hour"),
        (line(p50=""), "uk.csv:2: p50 is empty; a line needs the median"),
        (line(p50="64k"), "uk.csv:2: p50 '64k' is not a plain number, such as 61500"),
        (line(p25="0"), "uk.csv:2: p25 0 must be over 0 and at most 1,000,000,000"),
        (line(p25="70000"), "uk.csv:2: the percentiles 40,000, 70,000, 64,000, 80,000, 95,000 must rise"),
        (HEADER + LONDON + "\n" + LONDON, "uk.csv:4: data-engineer in London is already in line 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(cd.ConfigError) as caught:
        parse_source(text, "uk.csv")
    assert str(caught.value).startswith(message)


def test_one_file_can_be_named_without_a_list(dataset: Callable[[str], Path]) -> None:
    folder = dataset(
        "compensation:\n  - region: London\n    currency: GBP\n    base_low: 50000\n    base_high: 64000\n"
    )
    (folder.parent / "uk.csv").write_text(UK, "utf-8")
    market = (
        cd.load(folder, market_sources=str(folder.parent / "uk.csv"))["acme/data-engineer"].compensation[0].market()
    )
    assert market
    assert market.median == 64_000


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(cd.ConfigError, match=r"cannot be read: .*No such file"):
        read_source(tmp_path / "none.csv")
    with pytest.raises(cd.ConfigError, match="cannot be read: Is a directory"):
        read_source(tmp_path)
    (tmp_path / "latin.csv").write_bytes(b"source\n\xe9")
    with pytest.raises(cd.ConfigError, match=r"latin.csv cannot be read: line 2 is not UTF-8; save it as UTF-8"):
        read_source(tmp_path / "latin.csv")
    (tmp_path / "large.csv").write_bytes(b" " * (4 * 2**20 + 1))
    with pytest.raises(cd.ConfigError, match="cannot be read: it is larger than 4,194,304 bytes"):
        read_source(tmp_path / "large.csv")
    (tmp_path / "mark.csv").write_bytes(b"\xef\xbb\xbf" + UK.encode())
    assert len(read_source(tmp_path / "mark.csv").entries) == 3
