from comp_data.base.grouping import grouped


def test_values_are_in_the_order_of_the_pairs() -> None:
    groups = grouped([("b", 1), ("a", 2), ("b", 0)])
    assert list(groups.items()) == [("b", [1, 0]), ("a", [2])]
    assert grouped(()) == {}
