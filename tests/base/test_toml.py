"""TOML of a stranger takes no long time: dotted keys, whose parts take quadratic time to read, have a limit."""

import tomllib

import pytest

from comp_data.base.errors import ConfigError
from comp_data.base.toml import MOST_PARTS, parse_toml

DEEP = "a" + ".a" * 200_000


@pytest.mark.parametrize(
    "text",
    [
        f"{DEEP} = 1",
        f"[{DEEP}]",
        f"[[{DEEP}]]",
        f"x = {{{DEEP} = 1}}",
        DEEP.replace(".", " . ") + " = 1",
        DEEP.replace("a", '"a"') + " = 1",
        DEEP.replace("a", "'a.b'") + " = 1",
        f'x = """""""{DEEP}\n""" """ """"\n{DEEP} = 1',
        f"x = '#' # '\n{DEEP} = 1",
        f'x = "\\""\n{DEEP} = 1',
        f"x = ''''''''\n{DEEP} = 1",
        f'x = """a\\""""\n{DEEP} = 1',
        f"{DEEP}",
    ],
)
def test_a_key_of_many_parts_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(ConfigError, match=r"a key has [12]\d\d,\d{3} parts: the limit is 16|at line 1"):
        parse_toml(text, "x.toml")


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * MOST_PARTS) + " = 1",
        f"x = '{DEEP}'",
        f'x = "\\"{DEEP}" # {DEEP}',
        f'x = """\n"{DEEP}\n""\\"""""',
        f"x = '''\n'{DEEP}\n''''",
        f"x = [{'1.5, ' * 100} 2026-01-01T00:00:00.5]",
        "dataset = 'guides'\n[rules.total-mismatch]\ninfo-over = 3.5\n",
    ],
)
def test_other_toml_is_read_as_the_standard_library_reads_it(text: str) -> None:
    assert parse_toml(text, "x.toml") == tomllib.loads(text)


@pytest.mark.parametrize("text", ["x = [", "x = " + "[" * 100_000, "x = " + "1" * 5_000, 'x = "', 'x = """', "'"])
def test_what_is_not_toml_is_refused_with_the_name_of_its_file(text: str) -> None:
    with pytest.raises(ConfigError, match=r"^x\.toml: this is not TOML: "):
        parse_toml(text, "x.toml")


@pytest.mark.parametrize(
    "pattern", ['"', "'", '"""', "'''", '\\"', '\\"""', '"a', "a.", "#", "# \n", "[a]\n", "=", '""\\']
)
def test_no_pattern_of_a_megabyte_takes_long(pattern: str) -> None:
    for before in ("", 'x = """', "x = '", 'x = "'):
        try:
            parse_toml(before + pattern * (1_000_000 // len(pattern)), "x.toml")
        except ConfigError:
            continue
