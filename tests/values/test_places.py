"""The vocabulary of places, and how people's spellings of a region are read."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comp_data.base.package import read_beside
from comp_data.values.places import gazetteer
from comp_data.values.places.gazetteer import Place, fold, nearest_place
from comp_data.values.places.lookup import matches, read_region, same_place

AMBIGUOUS = {
    "alexandria", "arlington", "birmingham", "bloomington", "burlington", "cambridge", "canton",
    "columbia", "concord",
    "fayetteville", "georgia", "hamilton", "jackson", "kingston", "lafayette", "lake forest", "lancaster",
    "lawrence", "lexington",
    "melbourne", "midland", "naples", "newcastle", "ofallon", "plymouth", "portsmouth", "richmond",
    "rochester",
    "springfield", "st petersburg", "vancouver", "warren", "washington", "windsor",
}  # fmt: skip
"""Names that leave a reader of a pay guide unsure which place is meant."""

PLACES = list({place: None for key in gazetteer._vocabulary().exact for place in gazetteer.lookup(key)})


def names(text: str) -> list[str]:
    return [place.name for place in read_region(text).places]


def place(name: str) -> Place:
    (found,) = read_region(name).places
    return found


def test_each_spelling_that_is_more_than_letters_is_in_the_file_of_folded_ones() -> None:
    groups = read_beside(gazetteer.__file__, "places.json")
    spellings = [text for group in groups for name, aliases in group["places"].items() for text in (name, *aliases)]
    needed = {text: fold(text) for text in spellings if fold(text) != text.casefold()}
    assert read_beside(gazetteer.__file__, "folded.json") == needed


def test_codes_are_iso() -> None:
    codes = {c.alpha_2 for c in pycountry.countries}
    money = {c.alpha_3 for c in pycountry.currencies}
    assert {p.country for p in PLACES if p.country} <= codes
    assert {p.currency for p in PLACES if p.currency} <= money
    states = {s.code for s in pycountry.subdivisions}
    assert {f"{p.country}-{p.state}" for p in PLACES if p.state} <= states


def test_a_place_in_one_country_has_its_currency() -> None:
    assert not [p for p in PLACES if p.country and not p.currency]
    assert not [p for p in PLACES if p.country is None and p.kind not in ("region", "remote")]


def test_names_are_unique_and_metros_known() -> None:
    known = [fold(p.name) for p in PLACES]
    assert len(known) == len(set(known)) > 2500
    assert {p.metro for p in PLACES} <= {p.name for p in PLACES}


def test_no_spelling_belongs_to_two_places() -> None:
    owners: dict[str, set[str]] = {}
    for p in PLACES:
        for spelling in (p.name, *p.aliases):
            owners.setdefault(fold(spelling), set()).add(p.name)
    assert {key for key, places in owners.items() if len(places) > 1} == {"georgia", "washington"}


def test_names_read_as_themselves() -> None:
    for p in PLACES:
        label = read_region(p.name)
        assert (label.places, label.canonical, label.is_alias) == ((p,), p.name, False)


def test_aliases_read_as_their_place() -> None:
    for p in PLACES:
        for alias in p.aliases:
            label = read_region(alias)
            assert fold(alias) in AMBIGUOUS or label.places == (p,), alias


def test_ambiguous_names_are_the_declared_ones() -> None:
    bare = {fold(p.name.rpartition(" ")[0]) for p in PLACES} | {fold(n) for p in PLACES for n in p.aliases}
    assert {name for name in bare if read_region(name).ambiguous} == AMBIGUOUS


@pytest.mark.parametrize("form", ["Remote {}", "{} (Other Markets)", "{} Tier 2", "{} (Major Tech Hubs)"])
def test_slices_of_a_country_are_places(form: str) -> None:
    for p in PLACES:
        if p.kind in ("country", "region"):
            text = form.format(p.name)
            assert names(text) == [text]
            assert read_region(text).places[0].country == p.country


@pytest.mark.slow
@pytest.mark.parametrize("form", ["{} (HQ)", "{} HQ", "{}, HQ", "**{}**", "{} office", " {} ", "{} (Acme Labs)"])
def test_annotations_change_nothing(form: str) -> None:
    for p in PLACES:
        if p.kind == "city":
            assert read_region(form.format(p.name)).canonical == p.name


def test_state_behind_a_city() -> None:
    for p in PLACES:
        if p.kind == "city" and p.state and p.name != "Washington DC":
            bare = p.name.removesuffix(f" {p.state}")
            for text in (f"{bare}, {p.state}", f"{bare} {p.state}", f"{bare} ({p.state})"):
                assert names(text) == [p.name], text


READINGS = """
Detroit, MI (HQ) = Detroit
New York NY = New York
NYC Metro Area = New York
Brooklyn = Brooklyn
Seoul (HQ / Acme Electronics) = Seoul
Suwon (R&D Campus) = Suwon
Cambridge (UK AI Center) = Cambridge UK
London (European R&D) = London
US (Redwood City / Bay Area) = Redwood City / San Francisco Bay Area
EMEA (London/Amsterdam) = London / Amsterdam
India (Remote/Bangalore) = Remote India / Bangalore
US (Ames, IA / Denver / Remote) = Ames / Denver / Remote US
US (Other Markets / Remote) = US (Other Markets) / Remote US
US (CA/NY/WA) = California / New York State / Washington State
Canada (Various) = Canada
US (Tech Hubs) = US (Major Tech Hubs)
US Major Metros = US (Major Tech Hubs)
Atlanta / Secondary = Atlanta
Irvine HQ = Irvine
San Francisco Benchmark = San Francisco
San Francisco (Bay Area) = San Francisco
Bay Area (Sunnyvale) = Sunnyvale
Bay Area / San Jose (US R&D) = San Francisco Bay Area / San Jose
Bay Area or Seattle = San Francisco Bay Area / Seattle
Philadelphia / NYC = Philadelphia / New York
NYC & SF = New York / San Francisco
SF, NYC, London = San Francisco / New York / London
NYC/NJ = New York / New Jersey
Dallas–Fort Worth = Dallas-Fort Worth
Dallas/Fort Worth = Dallas-Fort Worth
Dallas / Fort Worth = Dallas / Fort Worth
Seattle / Bellevue = Seattle / Bellevue
SG / HK = Singapore / Hong Kong
Remote / US = Remote US
St. Louis, MO = St. Louis
Washington, D.C. = Washington DC
Seattle, Washington = Seattle
New Orleans, LA = New Orleans
LA / NYC = Los Angeles / New York
Portland, Maine = Portland ME
Vancouver, Canada = Vancouver BC
Vancouver (CAD) = Vancouver BC
Toronto / Vancouver = Toronto / Vancouver BC
London / Cambridge = London / Cambridge UK
Boston / Cambridge = Boston / Cambridge MA
Sydney / Melbourne = Sydney / Melbourne AU
Melbourne (AUD) = Melbourne AU
Remote (US) = Remote US
US Remote = Remote US
US-Remote = Remote US
US/Remote = Remote US
US (All-Remote) = Remote US
Fully Remote (US) = Remote US
Remote within the United States = Remote US
Remote - Germany = Remote Germany
Remote (GA) = Remote Georgia US
Remote - NE = Remote Nebraska
SD (remote) = Remote South Dakota
Khartoum, Sudan = Khartoum
Remote US/Canada = Remote US / Remote Canada
Remote (US/EU) = Remote US / Remote EU
Remote US (Tier 2) = Remote US Tier 2
London (Remote) = London / Remote
Fully Remote = Remote
🇺🇸 Remote = Remote US
🇬🇧 London = London
🇬🇧 Cambridge = Cambridge UK
:gb: London = London
London :uk: = London
**London** = London
LONDON = London
London,   England = London
London United Kingdom = London
Dublin, Ireland = Dublin
München = Munich
muenchen = Munich
Zuerich = Zurich
Zurich, Switzerland (CHF) = Zurich
København = Copenhagen
Lodz = Łódź
Bengaluru, Karnataka, India = Bangalore
Hong Kong SAR = Hong Kong
Hong Kong (China) = Hong Kong
Sao Paulo = São Paulo
Tel Aviv IL = Tel Aviv
US – Tier 1 = US Tier 1
Tier 2 US = US Tier 2
US (Tier 1: SF/NYC) = San Francisco / New York
US National = US
Other US = US (Other Markets)
Rest of Europe = Europe (Other Markets)
UK & Ireland = UKI
Worldwide = Global
Nueva York = New York
Londres, Reino Unido = London
東京 (Japan) = Tokyo
上海 = Shanghai
서울, 한국 = Seoul
EE. UU. = US
Remote (anywhere in the US) = Remote US
Yellowknife, Canada = Yellowknife
Saint Etienne = Saint-Étienne
Nimes, France = Nîmes
Pireus = Piraeus
"""


@pytest.mark.parametrize("line", READINGS.strip().splitlines())
def test_readings(line: str) -> None:
    text, _, expected = line.partition(" = ")
    label = read_region(text)
    assert label.canonical == expected
    assert label.is_alias == (text != expected)
    assert not label.unknown
    assert not label.ambiguous
    assert read_region(expected).places == label.places


@pytest.mark.parametrize(
    "text",
    [
        "Senior SWE (AI Platform)", "PM I-II", "TPM I-II", "Senior SWE (High)",
        "Partner / Distinguished Security",
        "Distinguished / Partner SA", "Partner/Distinguished ML", "ML/AI Engineer I-II", "SWE II", "SA",
        "ML", "DE",
        "IN", "AI", "IL", "PM", "Mobile", "VP / CVP Engineering", "Staff Engineer", "L5", "HQ",
        "Various", "Total",
        "N/A", "Other", "Tier 1", "", "   ", "()", "\x00\x1b[31m", "🎉",
    ],
)  # fmt: skip
def test_what_is_not_a_place_is_unknown(text: str) -> None:
    label = read_region(text)
    assert label.places == label.ambiguous == ()
    assert label.unknown
    assert label.canonical == text
    assert not label.is_alias


def test_unknown_parts_leave_the_text_alone() -> None:
    label = read_region("NYC / Atlantis (GBP)")
    assert ([p.name for p in label.places], label.unknown) == (["New York"], ("Atlantis",))
    assert (label.currencies, label.canonical, label.is_alias) == (("GBP",), label.text, False)


def test_a_bare_shared_name_is_ambiguous() -> None:
    label = read_region("Melbourne")
    assert {p.name for p in label.ambiguous} == {"Melbourne AU", "Melbourne FL"}
    assert (label.places, label.unknown, label.canonical) == ((), (), "Melbourne")


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("London (GBP)", ("GBP",)), ("London (GBP/USD)", ("GBP", "USD")), ("London (GBP £)", ("GBP",)),
        ("Sydney (AUD A$)", ("AUD",)), ("Hong Kong (HK$)", ("HKD",)), ("London £", ("GBP",)), ("Tokyo ¥", ()),
        ("Paris", ()), ("Remote (ALL)", ()), ("Zurich (chf)", ("CHF",)), ("Bangalore (₹)", ("INR",)),
    ],
)  # fmt: skip
def test_currencies(text: str, currencies: tuple[str, ...]) -> None:
    label = read_region(text)
    assert label.currencies == currencies
    assert len(label.places) == 1


def test_headquarters() -> None:
    assert read_region("Detroit, MI (HQ)").is_headquarters
    assert read_region("NYC Headquarters").is_headquarters
    assert not read_region("Detroit").is_headquarters


def test_found_by_name_or_alias() -> None:
    assert place("nyc").name == "New York"
    assert place("sao paulo") == place("São Paulo")
    assert place("Remote Poland").country == "PL"
    assert place("Melbourne FL").state == "FL"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Lodnon", "London"), ("San Fransisco", "San Francisco"), ("Remot US", "Remote US"), ("Bangalor",
        "Bangalore"),
        ("Remote Polnd", "Remote Poland"), ("Principal PM", None), ("", None), ("x" * 100_000, None),
    ],
)  # fmt: skip
def test_nearest(text: str, nearest: str | None) -> None:
    assert nearest_place(text) == nearest


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("San Francisco", "US", True), ("San Francisco", "usa", True), ("Remote US", "US", True), ("US",
        "US", True),
        ("US (Other Markets)", "US", True), ("London", "US", False), ("London", "GB", True), ("London",
        "UK", True),
        ("Toronto", "CA", True), ("San Jose", "CA", False), ("San Jose", "California", True), ("Paris",
        "EU", True),
        ("London", "EU", False), ("London", "Europe", True), ("Dubai", "EMEA", True), ("Tokyo", "APAC", True),
        ("Tokyo", "EMEA", False), ("Remote EU", "EMEA", True), ("EMEA", "EU", False), ("Remote", "US", False),
        ("Mountain View", "San Francisco Bay Area", True), ("Mountain View", "Bay Area", True),
        ("Mountain View", "San Francisco", False), ("Cambridge MA", "Boston", True), ("Singapore", "SG",
        True),
        ("Oslo", "Nordics", True), ("Berlin", "DACH", True), ("New York", "Atlantis", False),
        ("Seattle", "Remote US", False), ("Remote US", "remote us", True), ("Chicago", "US East Coast",
        False),
        ("Remote US Tier 2", "Remote US", True), ("Remote US", "Remote US Tier 2", False),
    ],
)  # fmt: skip
def test_matches(name: str, wanted: str, expected: bool) -> None:
    assert matches(place(name), wanted) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("NYC (HQ)", "New York City", True), ("London (GBP)", "🇬🇧 London", True), ("SF / NYC",
        "NYC / SF", True),
        ("London", "Paris", False), ("London", "London (Remote)", False), ("US Tier 1", "US Tier 2", False),
        ("US", "Remote US", False), ("Melbourne", "melbourne", True), ("Atlantis", "atlantis ", True),
        ("Atlantis", "Lemuria", False), ("Oakland", "San Francisco", False), ("🎉", "🚀", False),
    ],
)  # fmt: skip
def test_same_place(a: str, b: str, expected: bool) -> None:
    assert same_place(a, b) is expected


WORDS = st.sampled_from(
    [n for p in PLACES for n in (p.name, *p.aliases)]
    + [
        "HQ",
        "Remote",
        "US",
        "UK",
        "EU",
        "CA",
        "LA",
        "DC",
        "Tier 2",
        "Other",
        "Markets",
        "Hubs",
        "GBP",
        "£",
        "(USD)",
    ]
    + ["(", ")", "[", "/", ",", "&", "-", "–", ":", "|", "or", "in", "R&D", "🇬🇧", ":us:"]
    + ["\n", "\x00", "  ", "** ", " / ", "Engineer", "the"]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map("".join)))
def test_any_text_is_read_and_canonical_is_a_fixed_point(text: str) -> None:
    label = read_region(text)
    assert label.text == text
    assert read_region(label.canonical).canonical == label.canonical
    assert label.places or label.ambiguous or label.unknown
    if label.is_alias:
        assert read_region(label.canonical).places == label.places


@pytest.mark.parametrize("unit", ["(", "/", "a ", "remote ", "tier 1 ", "us ", ", ", "()", "🇬🇧", "New York "])
def test_hostile_lengths_are_read(unit: str) -> None:
    for text in (unit * (200 // len(unit)), unit * 1_000_000):
        label = read_region(text)
        assert label.places or label.unknown
        assert nearest_place(text) is None


@pytest.mark.parametrize("text", ["Anywhere in the US", "US (Anywhere)", "Remote anywhere in the US"])
def test_anywhere_is_remote(text: str) -> None:
    assert names(text) == ["Remote US"]


@pytest.mark.parametrize("text", ["N", "N/A", "-"])
def test_a_text_too_short_to_be_a_slip_has_no_nearest(text: str) -> None:
    assert nearest_place(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(
            ("Санкт-Петербург", "St. Petersburg RU"),
            ("東京都", "Tokyo"),
            ("Frankfurt a. M.", "Frankfurt"),
            ("Львів", "Lviv"),
        ),
        *(
            ("TP. Hồ Chí Minh", "Ho Chi Minh City"),
            ("Česko", "Czech Republic"),
            ("Україна", "Ukraine"),
            ("横浜市", "Yokohama"),
        ),
        *(("上海 Shanghai", "Shanghai"), ("Tokyo 東京", "Tokyo"), ("新加坡 Singapore", "Singapore")),
        *(
            ("Madri", "Madrid"),
            ("Parijs", "Paris"),
            ("Bukareszt", "Bucharest"),
            ("Londyn", "London"),
            ("Лондон", "London"),
            ("Hồ Chí Minh, Việt Nam", "Ho Chi Minh City"),
        ),
    ],
)
def test_a_place_is_known_by_its_name_in_its_own_language(text: str, name: str) -> None:
    assert [place.name for place in read_region(text).places] == [name]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Kingston, Jamaica", "Kingston JM", "JM"), ("Kingston, ON", "Kingston ON", "CA"),
        ("Kinshasa", "Kinshasa", "CD"),
        ("Havana, Cuba", "Havana", "CU"), ("Lome, Togo", "Lomé", "TG"), ("Remote Mali", "Remote Mali", "ML"),
        ("Tripoli", "Tripoli", "LY"), ("DRC", "DR Congo", "CD"),
    ],
)  # fmt: skip
def test_countries_with_few_guides_are_known_with_their_capitals(text: str, name: str, country: str) -> None:
    assert [(place.name, place.country) for place in read_region(text).places] == [(name, country)]
