import pytest

from comp_data.base.grouping import grouped
from comp_data.base.wording import did_you_mean


def test_values_are_in_the_order_of_the_pairs() -> None:
    groups = grouped([("b", 1), ("a", 2), ("b", 0)])
    assert list(groups.items()) == [("b", [1, 0]), ("a", [2])]
    assert grouped(()) == {}


@pytest.mark.parametrize(
    ("word", "ending"),
    [
        ("total", "; did you mean total-mismatch?"),
        ("quality", "; did you mean data_quality?"),
        ("stail", "; did you mean stale?"),
        ("zork", "; they are listed"),
    ],
)
def test_a_name_with_the_word_is_suggested_before_a_similar_one(word: str, ending: str) -> None:
    names = ["stale", "total-mismatch", "data_quality"]
    assert did_you_mean(word, iter(names), "; they are listed") == ending
