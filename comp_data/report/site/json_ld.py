"""Describe the dataset for search engines: schema.org as JSON-LD."""

from typing import Any

from comp_data.report.site.gather import Site


def json_ld(site: Site) -> dict[str, Any]:
    """Return the description of the dataset, with what is known of its publication."""
    about, meta = site.publication, site.dataset.meta
    home = about.homepage.rstrip("/")
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title or "Compensation guides",
        "description": about.description or "What companies pay, by role and place, with sources and checks.",
        "url": about.homepage,
        "license": f"https://spdx.org/licenses/{about.license}" if about.license else "",
        "creator": [{"@type": "Organization", "name": name.partition("<")[0].strip()} for name in about.creators],
        "keywords": list(about.keywords),
        "version": meta.data_version,
        "dateModified": str(site.overview.whole.newest_update) if site.overview else "",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{about.homepage.rstrip('/')}/data/pay.{end}",
            }
            for end, kind in (("csv", "text/csv"), ("json", "application/json"))
            if home
        ],
    }
    return {key: value for key, value in found.items() if value}
