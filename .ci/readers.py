"""Reads an export or a site with other people's programs, offline; a fault ends it with an error. See `readers`."""

import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import datasets
import frictionless
import huggingface_hub
import mlcroissant
import rdflib

RELATIONS = ("guides", "pay", "pay_places", "body_pay", "sources", "levels")


def main(folder: Path) -> None:
    """Print a line for each program, with the rows that it found in each relation."""
    if (folder / "index.html").exists():
        read_site(folder)
        return
    found = [read_package(folder), read_croissant(folder)]
    found += [read_database(folder)] if (folder / "dataset.sqlite").exists() else []
    if (folder / "README.md").read_text("utf-8").startswith("---"):
        found += [load_datasets(folder)]
        read_card(folder)
    counted = {tuple(counts.items()) for counts in found if counts}
    assert len(counted) <= 1, f"they found different numbers of rows: {counted}"


def read_package(folder: Path) -> dict[str, int]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    return report_rows(
        "frictionless", {one.name: one.stats.get("rows", 0) for one in report.tasks if one.type == "table"}
    )


def read_croissant(folder: Path) -> dict[str, int]:
    read = mlcroissant.Dataset(str(folder / "croissant.json"))
    issues = read.metadata.ctx.issues
    assert not issues.errors, issues.errors
    missing = {"citeAs", "license", "version", "datePublished"}  # what a dataset may not know
    unexpected = [text for text in issues.warnings if not any(f'/{name}"' in text for name in missing)]
    assert not unexpected, unexpected
    rows = {one.uuid: sum(1 for _ in read.records(one.uuid)) for one in read.metadata.record_sets}
    return report_rows("mlcroissant", {name: rows.get(name, 0) for name in RELATIONS} if rows else {})


def load_datasets(folder: Path) -> dict[str, int]:
    named = datasets.get_dataset_config_names(str(folder))  # tables without rows have no configuration
    rows = {
        name: datasets.load_dataset(str(folder), name)["train"].num_rows if name in named else 0 for name in RELATIONS
    }
    assert datasets.load_dataset(str(folder))["train"].num_rows == rows["pay"]
    if (folder / "pay.parquet").exists():
        loaded = datasets.load_dataset("parquet", data_files=str(folder / "pay.parquet"))["train"]
        assert loaded.num_rows == rows["pay"]
        assert str(loaded.features["base_low"].dtype) == "int64"
    return report_rows("datasets", rows)


def read_database(folder: Path) -> dict[str, int]:
    command = [str(Path(sys.executable).parent / "datasette"), "inspect", str(folder / "dataset.sqlite")]
    tables = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["dataset"]["tables"]
    return report_rows("datasette", {name: tables[name]["count"] for name in RELATIONS})


def read_site(folder: Path) -> None:
    """Read the description of the dataset as a search engine does."""
    page = (folder / "index.html").read_text("utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    described = json.loads(text)
    assert described["@context"] == "https://schema.org"
    described["@context"] = {"@vocab": "https://schema.org/"}  # what rdflib would fetch
    graph = rdflib.Graph().parse(data=json.dumps(described), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (dataset,) = graph.subjects(rdflib.RDF.type, schema.Dataset)
    assert graph.value(dataset, schema.name)
    lacking = [name for name in ("description", "license", "creator") if not graph.value(dataset, schema[name])]
    print(f"rdflib: no fault; {len(graph)} statements about {graph.value(dataset, schema.name)}; not stated: {lacking}")


def read_card(folder: Path) -> None:
    """Read the card as Hugging Face does."""
    about = huggingface_hub.DatasetCard((folder / "README.md").read_text("utf-8")).data
    licenses = json.loads((folder / "datapackage.json").read_text("utf-8")).get("licenses")
    assert all((about.pretty_name, about.configs, bool(about.license) == bool(licenses))), about
    print(f"huggingface_hub: no fault; {len(about.configs)} configurations, license {about.license}")


def report_rows(program: str, rows: dict[str, int]) -> dict[str, int]:
    print(f"{program}: no fault; rows {rows or 'not counted'}")
    return rows


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    datasets.disable_progress_bars()
    main(Path(sys.argv[1]))
