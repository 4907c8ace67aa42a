"""Pages of guides that an earlier site had already, from the user's cache folder."""

import zlib
from collections.abc import Callable, Iterator

from comp_data.linter.cache import cache_key, digest_of, open_store
from comp_data.report.site.gather import GuidePage, Site


def guide_pages(site: Site, about: str, render: Callable[[GuidePage], bytes]) -> Iterator[tuple[GuidePage, bytes]]:
    """Give each guide with its page, which is rendered if the guide, its findings or the rest of its text are new.

    `about` is all that the pages of guides show but for the guide. Without a cache each page is rendered.
    """
    run = site.run
    store = open_store(site.folder, [site.folder], lambda: cache_key(run.request, run.loaded), kind="-pages")
    keys = [_key(page, f"{site.prefix}\n{about}") for page in site.guides]
    new: dict[str, bytes] = {}
    for page, key in zip(site.guides, keys, strict=True):
        row = store.get(key) if store else None
        content = zlib.decompress(row) if row else render(page)
        if row is None:
            new[key] = zlib.compress(content)
        yield page, content
    if store:
        store.put(new)
        store.keep_only(2 * len(keys), keys)
        store.close()


def _key(page: GuidePage, about: str) -> str:
    shown = (about, page.name, page.file, page.digest, page.guide is None, page.summary.result.diagnostics)
    return digest_of(repr(shown).encode("utf-8", "backslashreplace")).hex()
