"""Find the region that a name refers to among the regions of a guide, without guessing."""

from collections.abc import Sequence

from comp_data.base.wording import folded
from comp_data.values.places.lookup import RegionLabel, read_region, same_place


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
        places = _listed([place.name for place in label.ambiguous])
        raise KeyError(f"{wanted} may be {places}; name one. {owner} has {', '.join(regions)}")
    for found in (
        [region for region in regions if same_place(region, wanted)],
        [region for region in regions if _names(read_region(region), label)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{wanted} matches several regions of {owner}: {', '.join(found)}; name one of them")
    raise KeyError(f"{owner} has no region {wanted}; it has {', '.join(regions)}")


def _names(region: RegionLabel, wanted: RegionLabel) -> bool:
    """Whether a region names all wanted places, possibly among others."""
    return bool(wanted.places) and not wanted.unknown and set(wanted.places) <= set(region.places)


def _listed(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
