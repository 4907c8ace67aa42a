"""The data files: every name in them finds what it is for, and none means two."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from comp_data.base.vocabulary import STANDARD_ROLES, slug_of
from comp_data.matching import companies, titles
from comp_data.matching.matcher import Matcher
from tests.matching.made_guides import guide, guides


def read(module: Any, name: str) -> Any:
    return json.loads((Path(module.__file__).parent / name).read_text("utf-8"))


TITLES = read(titles, "titles.json")
COMPANIES = read(companies, "companies.json")


def test_every_name_of_a_role_finds_it() -> None:
    for slug, role in TITLES["roles"].items():
        only = Matcher([guide("acme", slug, "Acme")])
        for name in role["names"]:
            for written in (name, name.upper(), f"{name} (Remote)"):
                assert only.match("Acme", written).guide is not None, written


def test_every_name_of_a_part_finds_the_whole_where_it_is_alone() -> None:
    standard = Matcher(guides({"acme": "Acme"}))
    parts = {slug: role for slug, role in TITLES["roles"].items() if "part of" in role}
    assert len(parts) > 3
    for slug, role in parts.items():
        for name in (slug.replace("-", " "), *role["names"]):
            match = standard.match("Acme", name)
            assert match.role == (role["part of"], "alias", 0.85), name


def test_every_standard_role_has_its_name_only() -> None:
    standard = Matcher(guides({"acme": "Acme"}))
    for slug, role in TITLES["roles"].items():
        if slug in STANDARD_ROLES:
            for name in role["names"]:
                assert standard.match("Acme", name).require("alias").role == slug


def test_no_title_stands_for_two_roles() -> None:
    names = Counter(titles.read_title(name).flat for role in TITLES["roles"].values() for name in role["names"])
    assert [title for title, count in names.items() if count > 1] == []


def test_every_name_of_a_company_finds_it() -> None:
    for first, *others in COMPANIES["same"]:
        only = Matcher(guides({str(slug_of(first)): first}, ["data-engineer"]))
        for name in others:
            assert only.match(name, "DE").require("slug").company == slug_of(first), name


def test_every_part_of_a_company_finds_it() -> None:
    for name, whole in COMPANIES["part of"].items():
        only = Matcher(guides({str(slug_of(whole)): whole}, ["data-engineer"]))
        assert only.match(name, "DE").company == (slug_of(whole), "alias", 0.85), name


def test_no_name_stands_for_two_companies() -> None:
    firms = {" ".join(group): {name.casefold() for name in group} for group in COMPANIES["same"]}
    names = Counter(name for group in firms.values() for name in group)
    assert [name for name, count in names.items() if count > 1] == []
