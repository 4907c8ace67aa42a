"""What `docs/settings.md` says of the settings is what they are."""

import re
import tomllib
from pathlib import Path

from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request, gate_of
from comp_data.linter.config.selection import preset_values
from comp_data.linter.config.settings import make_settings
from docs.make_schemas import config_schema
from tests.conftest import ROOT, CommandLine

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")


def test_every_key_with_its_default() -> None:
    keys = PAGE.partition("## Keys")[2].partition("## ")[0]
    listed = dict(re.findall(r"^\| `(.+?)` \| `(.+?)` \|", keys, re.MULTILINE))
    properties = config_schema()["properties"]
    assert list(listed) == [*properties]
    for key, default in listed.items():
        assert tomllib.loads(f"value = {default}")["value"] == properties[key].get("default", {}), key


def test_the_example() -> None:
    example, text = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tomllib.loads(example)["tool"]["comp-data"]
    assert (
        make_settings(Request(), parse_configuration(file, Path("pyproject.toml"))).severities["CD405"].label == "error"
    )
    gate = gate_of(parse_configuration(tomllib.loads(text), Path("comp-data.toml")).configuration)
    assert gate.not_counted == {"CD404", "CD405", "CD406", "CD706", "CD707", "CD903"}


def test_the_commands_run(comp_data: CommandLine) -> None:
    (text,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in text.splitlines():
        assert comp_data(*line.partition("#")[0].split()[1:]).returncode == 0, line


def test_what_the_release_preset_sets() -> None:
    (text,) = re.findall(r"`(warnings-fail = .+?)`", PAGE)
    assert preset_values("release") == {"warnings_fail": tuple(tomllib.loads(text)["warnings-fail"])}
