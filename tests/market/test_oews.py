"""The extract of official wages and the data that lead to it: every role, every place, every cell."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

import comp_data
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.market.sources import find_wages
from comp_data.market.wages import about, areas_of, oews_wages, roles_of
from comp_data.values.places.lookup import read_region

FOLDER = Path(comp_data.__file__).parent / "market"


def data(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def areas(region: str) -> list[str]:
    codes = {code for place in read_region(region).places for code in areas_of(place)}
    return sorted(about()["areas"][code] for code in codes)


def test_every_standard_role_has_an_occupation_and_a_reason() -> None:
    roles = data("roles.json")
    assert set(roles) == set(STANDARD_ROLES)
    assert all(len(entry["reason"]) > 20 for entry in roles.values())
    assert {entry["occupation"] for entry in roles.values()} == set(about()["occupations"])
    assert oews_wages("baker", ()) == ()
    assert roles_of("15-2051") == roles_of("152051") == ("data-scientist",)


def test_every_place_is_known_and_is_in_one_group_of_known_areas() -> None:
    groups = data("areas.json")
    names = [name for group in groups.values() for places in group.values() for name in places]
    assert len(names) == len(set(names)) > 1_300
    for group in groups.values():
        for codes, places in group.items():
            for code in codes.split():
                states = set(re.findall(r"[A-Z]{2}", about()["areas"][code].rpartition(", ")[2]))
                for name in places:
                    (place,) = read_region(name).places
                    assert place.country == "US", name
                    assert place.state in states, f"{name} is not in a state of {about()['areas'][code]}"


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("San Francisco (HQ)", ["San Francisco-Oakland-Fremont, CA"]),
        ("Menlo Park", ["San Francisco-Oakland-Fremont, CA"]),
        ("Mountain View, CA", ["San Jose-Sunnyvale-Santa Clara, CA"]),
        ("Bay Area", ["San Francisco-Oakland-Fremont, CA", "San Jose-Sunnyvale-Santa Clara, CA"]),
        ("Bellevue", ["Seattle-Tacoma-Bellevue, WA"]),
        ("NYC", ["New York-Newark-Jersey City, NY-NJ"]),
        ("Stamford", ["Bridgeport-Stamford-Danbury, CT"]),
        ("Boulder", ["Boulder, CO"]),
        ("Remote US", ["National"]),
        ("United States", ["National"]),
        ("Remote California", ["California"]),
        ("Aspen", ["Colorado"]),
        ("Washington DC", ["Washington-Arlington-Alexandria, DC-VA-MD-WV"]),
        ("US Midwest", []),
        ("US (Other Markets)", []),
        ("Remote", []),
        ("London", []),
    ],
)
def test_the_areas_of_a_region(region: str, expected: list[str]) -> None:
    assert areas(region) == expected


def test_every_state_has_an_area_of_its_name() -> None:
    assert len(about()["states"]) == 52
    assert all(code.endswith("00000") for code in about()["states"].values())


@pytest.mark.parametrize(
    ("role", "region", "percentiles"),
    [
        ("software-engineer", "San Francisco", (128_090, 163_500, 186_640, 219_670, 273_400)),
        ("data-scientist", "New York", (79_870, 101_320, 135_980, 173_160, 216_030)),
        ("engineering-manager", "Seattle", (132_270, 171_550, 214_680, 299_560, 333_990)),
        ("security-engineer", "Remote US", (75_090, 97_810, 129_180, 163_500, 199_850)),
    ],
)
def test_wages_as_published(role: str, region: str, percentiles: tuple[int, ...]) -> None:
    (wages,) = find_wages(role, region, "USD")
    assert wages.percentiles == percentiles
    assert (wages.source, wages.release, str(wages.published)) == ("BLS OEWS", "May 2025", "2026-05-15")


def test_the_wages_of_the_whole_country_are_those_in_the_nation() -> None:
    (wages,) = find_wages("security-engineer", "Remote US", "USD")
    assert wages.title == "Information Security Analysts in the nation (BLS OEWS, May 2025)"


def test_a_place_in_two_areas_has_the_wages_of_both_the_larger_first() -> None:
    both = find_wages("software-engineer", "Bay Area", "USD")
    assert [wages.area[:8] for wages in both] == ["San Jose", "San Fran"]
    assert (both[0].employment or 0) > (both[1].employment or 0)


@pytest.mark.parametrize(
    ("role", "region", "currency"),
    [
        ("baker", "San Francisco", "USD"),
        ("software-engineer", "San Francisco", "EUR"),
        ("software-engineer", "Paris", "USD"),
        ("software-engineer", "Xyzzy", "USD"),
        ("software-engineer", "Cambridge", "USD"),
        ("software-engineer", "San Francisco / Paris", "USD"),
    ],
)
def test_nothing_is_guessed(role: str, region: str, currency: str) -> None:
    assert find_wages(role, region, currency) == ()


def test_wages_that_were_not_released_are_none() -> None:
    lines = gzip.decompress((FOLDER / "oews.csv.gz").read_bytes()).decode().splitlines()[1:]
    withheld = next(line.split(",") for line in lines if line.split(",")[6] == "-")
    cities = [name for group in data("areas.json").values() for name in group.get(withheld[0], ())]
    (role, *_) = roles_of(withheld[1])
    assert oews_wages(role, read_region(cities[0]).places) == ()


def test_the_extract_is_small_and_says_where_it_is_from() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.gz")) + len(json.dumps(data("oews.json"))) < 400_000
    facts = about()
    assert re.fullmatch(r"[0-9a-f]{64}", facts["sha256"])
    assert facts["url"].startswith("https://download.bls.gov/")
    assert "U.S. Bureau of Labor Statistics" in facts["attribution"]
