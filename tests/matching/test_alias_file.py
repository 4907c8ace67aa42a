"""`aliases.toml`: its content, and the errors for one that cannot be used."""

import os
import re
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.matching.alias_file import Aliases, aliases_of, parse_aliases
from tests.conftest import ROOT

IDS = {"acme/data-engineer", "globex/software-engineer"}


def test_names_by_slug() -> None:
    text = '[companies]\nacme = ["Acme Rockets", "AR"]\n[roles]\nsoftware-engineer = ["Coder"]\ndata-engineer = []\n'
    assert parse_aliases(text, "aliases.toml", IDS) == Aliases(
        {"acme": ("Acme Rockets", "AR")}, {"software-engineer": ("Coder",), "data-engineer": ()}, "aliases.toml"
    )
    assert parse_aliases("", "aliases.toml", IDS) == Aliases()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[companies", "aliases.toml: this is not TOML: "),
        ("a = " + "[" * 100_000, "aliases.toml: this is not TOML: "),
        ("a = " + "1" * 5_000, "aliases.toml: this is not TOML: "),
        ("[company]", "aliases.toml: unknown key company; the keys are companies and roles"),
        ("companies = 1", "aliases.toml: companies must be a table of slugs with lists of names"),
        ('[companies]\nacmee = ["A"]', "companies.acmee: the dataset has no company acmee; did you mean acme?"),
        ('[roles]\nbarista = ["A"]', "roles.barista: the dataset has no role barista"),
        ('[companies]\nacme = "A"', 'companies.acme must be a list of names, such as ["Acme"]'),
        ("[companies]\nacme = [1]", 'companies.acme must be a list of names, such as ["Acme"]'),
        ('[companies]\nacme = ["--"]', "companies.acme: '--' is not a name"),
        ('[roles]\ndata-engineer = ["Coder", "coder."]', "roles.data-engineer: coder. is already an alias of data-"),
        ('[companies]\nacme = ["AR"]\nglobex = ["A. R."]', "companies.globex: A. R. is already an alias of acme"),
        ('[companies]\nacme = ["A"]\nacme = ["B"]', "aliases.toml: this is not TOML: "),
    ],
)
def test_what_cannot_be_used_is_reported_with_its_key(text: str, message: str) -> None:
    with pytest.raises(cd.ConfigError, match=re.escape(message)):
        parse_aliases(text, "aliases.toml", IDS)


def test_the_example_of_the_page_is_one() -> None:
    (example,) = re.findall(
        r"^```toml\n(.*?)^```$", (ROOT / "docs" / "matching.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    seed = "huggingface-enterprise/ml-ai-engineer"
    assert parse_aliases(example, "aliases.toml", {seed}).roles == {"ml-ai-engineer": ("Model Tamer",)}


def test_a_folder_without_the_file(tmp_path: Path) -> None:
    assert aliases_of(tmp_path) == Aliases()
    assert aliases_of(tmp_path / "nowhere") == Aliases()


def test_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "aliases.toml").write_bytes(b"\xff")
    with pytest.raises(cd.ConfigError, match=r"/aliases\.toml cannot be read: line [0-9]+ is not UTF-8"):
        aliases_of(tmp_path)
    (tmp_path / "aliases.toml").write_text('[companies]\nacme = ["A"]', "utf-8")
    with pytest.raises(cd.ConfigError, match=r"/aliases\.toml: companies\.acme: the dataset has no company acme"):
        aliases_of(tmp_path)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    folder.mkdir()
    (tmp_path / "others.toml").write_text("", "utf-8")
    (folder / "aliases.toml").symlink_to("../others.toml")
    with pytest.raises(cd.ConfigError, match="is a link to a file outside of the dataset's folder"):
        aliases_of(folder)


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_what_is_not_a_readable_file_is_an_error(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "aliases.toml"
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
        case "folder":
            file.mkdir()
        case _:
            file.write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(
        cd.ConfigError, match=r"aliases\.toml (cannot be read: (?!\[Errno)|is a link to a file outside)"
    ):
        aliases_of(tmp_path)
