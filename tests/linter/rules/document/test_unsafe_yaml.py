from tests.linter.checks import expect, not_reported


def test_a_tag_is_reported() -> None:
    expect("CD009", "---\na: «!name Acme»\n---\n", "the tag !name is not allowed: guides are plain data")
    expect(
        "CD009",
        "---\na: «!!python/name:os.system x»\n---\n",
        "the tag tag:yaml.org,2002:python/name:os.system is not allowed: guides are plain data",
    )
    expect("CD009", "---\na: «!!int x»\n---\n", "the tag !!int does not fit the value x")
    (found,) = expect("CD009", "---\na: «!set {»b}\n---\n")
    assert found.help == "Delete the tag"


def test_tags_of_the_core_schema_are_fine() -> None:
    not_reported("CD009", "---\na: !!str 5\nb: !!int 5\nc: !!float 5\nd: !!map {}\ne: !!seq []\nf: ! x\n---\n")


def test_a_second_document() -> None:
    expect("CD009", "---\na: 1\n«---» b: 2\n---\n")


def test_more_than_32_levels_are_reported() -> None:
    deep = "[" * 31 + "«[»" + "]" * 32
    expect("CD009", f"---\na: {deep}\n---\n", "lists and mappings are nested more than 32 deep")
    not_reported("CD009", f"---\na: {'[' * 31}{']' * 31}\n---\n")


def test_aliases_in_circles_and_of_too_many_values_are_reported() -> None:
    expect("CD009", "---\na: &a [«*a»]\n---\n", "the alias *a is inside the value it refers to")
    tens = "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
    not_reported("CD009", f"---\n{tens}---\n")
    bomb = tens + "d: [" + "*c, " * 9 + "«*c», *c]\n"
    expect("CD009", f"---\n{bomb}---\n", "aliases expand to more than 10,000 values")
