"""Find the region that a name refers to among the regions of a guide, without guessing."""

from collections.abc import Sequence

from comp_data.base.wording import folded
from comp_data.values.places.lookup import read_region, same_place


def region_named(wanted: str, regions: Sequence[str], owner: str) -> str:
    """Find the region that a name refers to, as the guide writes it.

    A name matches a region by its text, ignoring case, then by any spelling of the same places, then by one of
    several places in the region (`London` for `London / Paris`). Raises KeyError if it matches none or several;
    `owner` is the name of the guide in the message.
    """
    text = folded(wanted)
    named = {folded(region): region for region in reversed(regions)}
    if text in named:
        return named[text]
    label = read_region(wanted)
    if label.ambiguous and not label.places:
        *others, last = [place.name for place in label.ambiguous]
        raise KeyError(f"{wanted} may be {', '.join(others)} or {last}; name one. {owner} has {', '.join(regions)}")
    places = set() if label.unknown else set(label.places)
    for found in (
        [region for region in regions if same_place(region, wanted)],
        [region for region in regions if places and places <= set(read_region(region).places)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{wanted} matches several regions of {owner}: {', '.join(found)}; name one of them")
    raise KeyError(f"{owner} has no region {wanted}; it has {', '.join(regions)}")
