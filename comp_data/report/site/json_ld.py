"""Describe the dataset for search engines: schema.org as JSON-LD."""

from typing import Any

from comp_data.export.publication import TITLE, croissant_fields
from comp_data.report.site.gather import Site

_KINDS = {"csv": "text/csv", "json": "application/json"}


def json_ld(site: Site) -> dict[str, Any]:
    """Return the description of the dataset, with what is known of its publication."""
    about, meta = site.publication, site.dataset.meta
    shared = croissant_fields(about)
    shared["creator"] = [{**one, "@type": "Organization"} for one in shared.get("creator", [])]
    home = about.homepage.rstrip("/")
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title or TITLE,
        **shared,
        "version": meta.data_version,
        "dateModified": str(site.overview.whole.newest_update) if site.overview else "",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{home}/data/pay.{end}"}
            for end, kind in _KINDS.items()
            if home
        ],
    }
    found.pop("citeAs", None)
    return {key: value for key, value in found.items() if value}
