"""The app of `docs/service.md`, started with uvicorn and asked over HTTP by clients at the same time."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

import comp_data as cd
from tests.conftest import ROOT
from tests.service.server import running

pytestmark = pytest.mark.service
GUIDE = "acme/data-engineer"
MADE = f"# file: {GUIDE}.md\n# file: acme/data-scientist.md\n# file: globex/data-engineer.md\n"
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    return dataset(MADE)


@pytest.fixture
def ask(folder: Path, tmp_path: Path) -> Iterator[Ask]:
    """A function that asks for a path and gives the status and the JSON of the answer."""
    (place := tmp_path / "app").mkdir()  # beside the guides, so that their folder is named in full
    with running(place, folder) as (port, _):

        def asked(path: str, body: str | bytes | None = None) -> tuple[int, Any]:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                headers = {"Content-Type": "text/plain"}
                method = "GET" if body is None else "POST"
                connection.request(method, path, body.encode() if isinstance(body, str) else body, headers)
                answer = connection.getresponse()
                return answer.status, json.loads(answer.read())

        yield asked


def test_answers_are_those_of_the_library(ask: Ask, folder: Path) -> None:
    records = cd.load(folder)
    assert ask(f"/guides/{GUIDE}") == (200, records[GUIDE].model_dump(mode="json"))
    assert ask("/stats?by=role,currency&field=base.low") == (
        200,
        records.stats(["role", "currency"], "base.low").to_dict(),
    )
    assert ask("/match?company=Acme&title=Data%20Eng") == (200, records.match("Acme", "Data Eng").to_dict())
    status, highest = ask("/highest?currency=USD")
    assert (status, highest[0]["base_high"]) == (200, 200_000)
    text = records.files[GUIDE].read_text("utf-8").replace("base_low: 150000", "base_low: 1500000")
    status, linted = ask(f"/lint?path={quote(GUIDE)}.md", text)
    assert (status, "CD204" in {one["code"] for one in linted["diagnostics"]}) == (200, True)
    for name, (_, data) in {"pay-statistics": ask("/stats"), "lint-result": (200, linted)}.items():
        schema = json.loads((ROOT / "schemas" / f"{name}.v1.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(data)


def test_results_may_be_returned_as_they_are(folder: Path) -> None:
    from fastapi.encoders import jsonable_encoder  # noqa: PLC0415 - only these tests need FastAPI

    records = cd.load(folder)
    for result in (records.stats(["role", "currency"]), records.stats(["currency"], sound=True)):
        assert jsonable_encoder(result) == result.to_dict()


def test_what_is_asked_wrongly_is_refused(ask: Ask, folder: Path) -> None:
    status, answer = ask("/guides/acme/data-enginer")
    assert (status, "did you mean acme/data-engineer" in answer["detail"]) == (404, True)
    for unknown in ("acme/data-enginer", "acme/nobody", "zorkcorp/data-engineer"):
        assert str(folder) not in ask(f"/guides/{unknown}")[1]["detail"]
    status, answer = ask("/stats?by=role")
    assert (status, "has figures in GBP, USD" in answer["detail"]) == (400, True)
    assert ask("/stats?region=Atlantis")[0] == 400
    for content in (b"\xff\xfe-", b"\xed\xa0\x80", "---\n".encode("utf-16")):
        status, linted = ask("/lint?path=a/b.md", content)
        assert (status, [one["code"] for one in linted["diagnostics"]]) == (200, ["CD001"])


def test_a_reload_while_clients_ask(ask: Ask, folder: Path) -> None:
    before = ask("/stats?field=base.low")[1]
    file = folder / f"{GUIDE}.md"
    whole = file.read_text("utf-8")
    changed = whole.replace("base_low: 150000", "base_low: 140000")
    paths = (
        "/stats?field=base.low",
        f"/guides/{GUIDE}",
        "/highest?currency=USD",
        "/match?company=Acme&title=Data%20Eng",
    )

    def client(number: int) -> list[tuple[str, int, Any]]:
        return [(path, *ask(path)) for path in paths[number % 4 :] + paths[: number % 4]]

    with ThreadPoolExecutor(20) as clients:
        running_clients = [clients.submit(client, number) for number in range(40)]
        file.write_text(changed, "utf-8")
        assert ask("/reload", "") == (200, {"guides": 3})
        answers = [one for done in running_clients for one in done.result()]
    after = ask("/stats?field=base.low")[1]
    assert after != before
    assert Counter(status for _, status, _ in answers) == {200: 160}
    assert all(data in (before, after) for path, _, data in answers if path.startswith("/stats"))
    lows = {data["compensation"][0]["base_low"] for path, _, data in answers if path.startswith("/guides")}
    assert lows <= {150_000, 140_000}

    file.write_text("---\ncompany: [\n", "utf-8")
    status, answer = ask("/reload", "")
    assert (status, str(folder) in str(answer)) == (500, False)
    assert ask("/stats?field=base.low") == (200, after), "a reload that fails keeps the dataset"
