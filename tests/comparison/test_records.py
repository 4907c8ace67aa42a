"""Two versions of a record, compared by value."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comp_data.comparison.model import RecordChange
from comp_data.comparison.records import Reading, added_record, compare_records, removed_record
from comp_data.comparison.renames import find_renames
from comp_data.guide.document import parse_document
from tests.fragments import guide

ROWS = """\
compensation:
  - region: San Francisco
    base_low: 150000
    base_high: 200000
    stock_low: 100000
    stock_high: 160000
    bonus_pct: 10
    total_comp_low: 190000
    total_comp_high: 260000
    currency: USD
  - region: London
    base_low: 90000
    base_high: 120000
    stock_low: 60000
    stock_high: 90000
    bonus_pct: 10
    total_comp_low: 114000
    total_comp_high: 154500
    currency: GBP
"""


def reading(front: str, body: str = "") -> Reading:
    return Reading.of(parse_document(f"---\n{front}---\n{body}", "acme/data-engineer.md"), "acme/data-engineer")


def compared(old: str, new: str, bodies: tuple[str, str] = ("", "")) -> RecordChange:
    return compare_records(reading(old, bodies[0]), reading(new, bodies[1]))


def said(change: RecordChange) -> set[str]:
    """The parts of a change that say anything."""
    names = ["figures", "regions_added", "regions_removed", "regions_renamed", "currencies", "schema_version"]
    names += ["quality", "dates", "sources", "levels", "texts", "body", "old_problem", "new_problem"]
    return {name for name in names if getattr(change, name)}


def test_nothing_changes_in_what_is_the_same() -> None:
    change = compared(ROWS, ROWS)
    assert change.is_empty
    assert not change.is_formatting_only
    assert said(change) == set()


def test_a_figure_is_reported_with_both_places_and_its_share() -> None:
    change = compared(ROWS, ROWS.replace("base_low: 90000", "base_low: 117000"))
    assert said(change) == {"figures"}
    (figure,) = change.figures
    assert figure.key_path == figure.old_path == ("compensation", 1, "base_low")
    assert (figure.region, figure.field, figure.old, figure.new) == ("London", "base_low", 90000, 117000)
    assert (figure.currency, figure.old_currency, figure.share) == ("GBP", "GBP", 30.0)


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [("100", "90", -10), ("-100", "-50", 50), ("0", "5", None), ("null", "5", None), ("5", "null", None)],
)
def test_a_share_is_of_what_was_known(old: str, new: str, share: float | None) -> None:
    change = compared(
        f"compensation: [{{region: X, base_low: {old}}}]\n", f"compensation: [{{base_low: {new}, region: X}}]\n"
    )
    (figure,) = change.figures
    assert figure.share == share


@pytest.mark.parametrize("new", ["200000.0", "2e5", "0x30d40"])
def test_a_number_written_differently_is_the_same(new: str) -> None:
    change = compared(ROWS, ROWS.replace("200000", new))
    assert change.is_formatting_only


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("last_updated: 2026-03-01\n", "last_updated: '2026-03-01'\n"),
        ("author: Ann\nticker: null\n", 'author: "Ann"\n'),
        ("data_sources: [Levels.fyi]\n", "data_sources:\n  - name: Levels.fyi\n    url: null\n"),
        ("company: acme\nrole: x\n", "# why\nrole: x\ncompany: acme\n"),
        ("data_sources: [A, B]\n", "data_sources: [B, A]\n"),
        ("level_mapping: {internal: null, raw: A}\n", "level_mapping: {raw: A}\n"),
        ("schema_version: 1\n", "company: null\n"),
    ],
)
def test_what_says_the_same_is_formatting(old: str, new: str) -> None:
    change = compared(old, new)
    assert said(change) == set()
    assert change.is_formatting_only
    assert not change.is_empty


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("last_updated: 2026-03-01\n", "last_updated: 2026-03-02\n", "dates"),
        ("salary_data_quarter: 2025-Q4\n", "salary_data_quarter: 2026-Q1\n", "dates"),
        ("data_quality: low\n", "data_quality: high\n", "quality"),
        ("data_sources: [A]\n", "data_sources: [A, B]\n", "sources"),
        ("data_sources: [A]\n", "data_sources: [{name: A, url: 'https://a.example'}]\n", "sources"),
        ("data_sources: [A]\n", "data_sources: A\n", "texts"),
        ("level_mapping: {raw: A = B}\n", "level_mapping: {raw: A = C}\n", "levels"),
        ("level_mapping: {raw: A = B}\n", "level_mapping: A\n", "levels"),
        ("author: Ann\n", "author: Bob\n", "texts"),
        ("schema_version: 1\n", "schema_version: 2\n", "schema_version"),
        ("own: 1\n", "own: true\n", "texts"),
        ("own: yes\n", "own: 'true'\n", "texts"),
    ],
)
def test_each_change_has_its_part(old: str, new: str, part: str) -> None:
    assert part in said(compared(old, new))
    assert part in said(compared(new, old))


def test_sources_are_added_removed_and_changed() -> None:
    change = compared("data_sources: [A, B]\n", "data_sources: [{name: b, date_accessed: 2026-03-01}, C]\n")
    assert [(one.key_path[1], one.old and one.old["name"], one.new and one.new["name"]) for one in change.sources] == [
        (0, "A", None),
        (0, "B", "b"),
        (1, None, "C"),
    ]


def test_a_region_comes_and_goes() -> None:
    first = ROWS[: ROWS.index("  - region: London")]
    (gone,) = compared(ROWS, first).regions_removed
    assert (gone.key_path, gone.region, gone.currency) == (("compensation", 1), "London", "GBP")
    assert gone.figures["base_low"] == 90000
    change = compared(first, ROWS)
    assert said(change) == {"regions_added"}
    assert change.regions_added[0].region == "London"


@pytest.mark.parametrize("spelling", ["london", "London (HQ)", "London, UK", "LONDON"])
def test_another_spelling_is_a_rename_and_its_figures_are_compared(spelling: str) -> None:
    change = compared(
        ROWS, ROWS.replace("region: London", f"region: {spelling}").replace("base_low: 90000", "base_low: 91000")
    )
    assert said(change) == {"regions_renamed", "figures"}
    (rename,) = change.regions_renamed
    assert (rename.old_region, rename.region, rename.is_same_place) == ("London", spelling, True)


def test_another_place_with_the_same_figures_in_its_place_is_a_rename_too() -> None:
    change = compared(ROWS, ROWS.replace("region: London", "region: Dublin"))
    assert said(change) == {"regions_renamed"}
    assert not change.regions_renamed[0].is_same_place


def test_another_place_with_other_figures_is_another_region() -> None:
    change = compared(
        ROWS, ROWS.replace("region: London", "region: Dublin").replace("base_low: 90000", "base_low: 91000")
    )
    assert said(change) == {"regions_added", "regions_removed"}


def test_rows_that_change_places_are_the_same_rows() -> None:
    head, first, second = ROWS.partition("  - region: London")
    swapped = "compensation:\n" + first + second + head.removeprefix("compensation:\n")
    assert compared(ROWS, swapped).is_formatting_only


def test_a_level_that_is_named_is_a_rename_and_another_level_another_row() -> None:
    named = compared(
        ROWS,
        ROWS.replace("region: London\n", "region: London\n    level: L4\n").replace(
            "base_low: 90000", "base_low: 91000"
        ),
    )
    assert said(named) == {"regions_renamed", "figures"}
    assert (named.regions_renamed[0].old_level, named.regions_renamed[0].level) == (None, "L4")
    row = "compensation:\n  - {region: London, level: %s, base_low: %s, currency: GBP}\n"
    other = compared(row % ("L4", 1), row % ("L5", 2))
    assert said(other) == {"regions_added", "regions_removed"}


def test_a_currency_switch_is_not_a_percent() -> None:
    change = compared(
        ROWS,
        ROWS.replace("GBP", "EUR")
        .replace("base_low: 90000", "base_low: 105000")
        .replace("bonus_pct: 10", "bonus_pct: 12"),
    )
    (switch,) = change.currencies
    assert (switch.key_path, switch.old, switch.new, switch.region) == (
        ("compensation", 1, "currency"), "GBP", "EUR", "London"
    )  # fmt: skip
    shares = {(one.region, one.field): one.share for one in change.figures}
    assert shares["London", "base_low"] is None
    assert shares["London", "bonus_pct"] == 20


def test_duplicates_are_paired_by_figures_and_then_in_order() -> None:
    rows = "compensation:\n" + "".join(f"  - {{region: X, base_low: {low}}}\n" for low in (1, 2, 3))
    change = compared(rows, rows.replace("base_low: 1}", "base_low: 4}").replace("base_low: 2}", "base_low: 1}"))
    assert [(one.old, one.new) for one in change.figures] == [(2, 4)]


def test_a_figure_as_text_is_reported_as_it_is() -> None:
    change = compared(ROWS, ROWS.replace("base_low: 90000", "base_low: 90k"))
    assert said(change) == {"texts"}
    assert change.texts[0][:4] == (("compensation", 1, "base_low"), 90000, "90k", "London")


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a  b\n", "a b\n", None),
        ("one two\nthree\n", "one two three\n", None),
        ("| a | b |\n|---|:--|\n", "|a|b|\n|-|-----|\n", None),
        ("* x\n", "- x\n", None),
        ("a\nb\n", "a\nc\nd\n", (2, 1)),
        ("a\nb\n", "b\na\n", (0, 0)),
        ("", "a\n", (1, 0)),
    ],
)
def test_a_body_is_counted_in_lines(old: str, new: str, lines: tuple[int, int] | None) -> None:
    change = compared(ROWS, ROWS, (old, new))
    assert change.body == lines
    assert change.is_formatting_only == (lines is None)


def test_a_front_matter_that_cannot_be_read_is_reported_and_the_bodies_are_compared() -> None:
    change = compared(ROWS, "a: [\n", ("one\n", "two\n"))
    assert said(change) == {"body", "new_problem"}
    assert "not YAML" in str(change.new_problem)
    assert not change.is_formatting_only


def test_records_that_come_and_go_have_their_regions() -> None:
    change = added_record(reading(ROWS))
    assert (change.kind, change.old_id, change.new_id, change.id) == ("added", None, *["acme/data-engineer"] * 2)
    assert [one.region for one in change.regions_added] == ["San Francisco", "London"]
    gone = removed_record(reading(ROWS))
    assert (gone.kind, gone.id, len(gone.regions_removed)) == ("removed", "acme/data-engineer", 2)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["region", "level", "currency", "base_low", "name", "raw"]) | st.integers(),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(["compensation", "data_sources", "level_mapping", "last_updated", "schema_version", "own"])


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, ODD, max_size=4), st.dictionaries(KEYS, ODD, max_size=4))
def test_no_value_is_too_odd(old: dict[Any, Any], new: dict[Any, Any]) -> None:
    before, after = Reading("a/b", old), Reading("a/b", new)
    assert not compare_records(before, before).has_changed_values
    forth = compare_records(before, after)
    back = compare_records(after, before)
    assert forth.has_changed_values == back.has_changed_values
    assert added_record(before).kind == "added"
    assert renamed({"a/b": before}, {"a/c": after}) in ({}, {"a/b": "a/c"})


def renamed(removed: dict[str, Reading], added: dict[str, Reading]) -> dict[str, str]:
    """The renames of records that are given by their ids."""
    old, new = ({id_: one._replace(id=id_) for id_, one in side.items()} for side in (removed, added))
    return find_renames(old, new)


def made(fragment: str = "") -> Reading:
    document = parse_document(guide("acme/data-engineer.md", fragment))
    return Reading.of(document, "acme/data-engineer")._replace(text=None)


def test_a_record_under_another_name_is_a_rename() -> None:
    assert renamed({"acme/a": made()}, {"acme/b": made()}) == {"acme/a": "acme/b"}
    raised = made("compensation:\n  - base_low: 151000\n")
    assert renamed({"acme/a": made()}, {"acme/b": raised}) == {"acme/a": "acme/b"}
    retitled = made("role_display: Data Person\nrole: data-person\n")
    assert renamed({"acme/a": made()}, {"acme/b": retitled}) == {"acme/a": "acme/b"}


def test_another_record_is_not_a_rename() -> None:
    other = made("role_display: Designer\ncompensation:\n  - base_low: 151000\n")
    assert renamed({"acme/a": made()}, {"acme/b": other}) == {}
    rewritten = made("role_display: Designer\n")._replace(body="Nothing of the old.\n")
    assert renamed({"acme/a": made()}, {"acme/b": rewritten}) == {}
    assert renamed({}, {"acme/b": made()}) == {}


def test_of_several_alike_the_one_most_alike_is_taken() -> None:
    near = made()._replace(body=made().body + "One line more.\n")
    far = made()._replace(body="Another text.\n")
    assert renamed({"a/x": made()}, {"b/far": far, "b/near": near}) == {"a/x": "b/near"}
    assert renamed({"a/x": near}, {"b/y": made(), "b/x": made()}) == {"a/x": "b/x"}
