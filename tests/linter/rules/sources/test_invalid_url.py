import pytest

from tests.linter.checks import expect, not_reported


def source(url: str) -> str:
    return f"data_sources:\n  - name: Acme\n    url: {url}\n"


@pytest.mark.parametrize(
    "url",
    [
        "www.acme.com",
        "https://acme",
        "https://",
        "https:/acme.com",
        "https://acme.com/a page",
        "https://acme..com",
        "https://user@acme.com",
        "https://-acme.com",
        "ftp://acme.com",
        "javascript:alert(1)",
        "see acme.com",
        "https://acme.com:port",
        "https://www.acme",
        "https://acme.com:99999",
        "https://acme.com/[company]",
    ],
)
def test_what_is_not_a_web_address(url: str) -> None:
    expect("CD705", source(f"«'{url}'»"), f"{url} is not a web address")


@pytest.mark.parametrize(
    "url",
    ["https://www.example.com/pay", "https://yourcompany.com", "https://chatgpt.com/share/1", "https://acme.com/TODO"],
)
def test_an_address_without_pay(url: str) -> None:
    expect("CD705", source(f"«{url}»"), f"{url} is not the page of a source")


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("[Pay]«](https://)»", "a web address"),
        ("[Pay]«](http:/acme.com)»", "a web address"),
        ("«<https://acme>»", "a web address"),
        ("[Pay]«](https://example.com)»", "the page of a source"),
    ],
)
def test_a_link_in_the_body(link: str, wanted: str) -> None:
    url = link.strip("«»<>").split("(")[-1].strip(")")
    said = f"the body has a link to {url}, which is not {wanted}"
    expect("CD705", f"company: acme\n---\n- {link} (2026)\n", said)


def test_a_link_to_nothing() -> None:
    expect("CD705", "company: acme\n---\n- [Pay]«]()»\n", "the body has a link to nothing, which is not a web address")


@pytest.mark.parametrize(
    "link", ["[Pay](https://acme.com/pay)", "[Pay](#evidence)", "[pay](pay.md)", "[X] (see below)"]
)
def test_links_that_are_right(link: str) -> None:
    not_reported("CD705", f"company: acme\n---\n- {link}\n")


def test_an_address_of_another_source() -> None:
    named = "data_sources:\n  - name: Levels.fyi\n    url: {}\n"
    said = "https://www.glassdoor.com/pay is not an address of Levels.fyi"
    expect("CD705", named.format("«https://www.glassdoor.com/pay»"), said)
    not_reported("CD705", named.format("https://www.levels.fyi/companies/acme"))


def test_an_address_without_https() -> None:
    expect("CD705", source("«http://acme.com/jobs»"), "http://acme.com/jobs is not https")
    expect("CD705", source("«HTTP://acme.com»"), "HTTP://acme.com is not https")


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.com",
        "https://www.acme.co.uk/jobs/?q=a%20b&x=1#top",
        "HTTPS://Acme.com/Jobs",
        "https://acme.com:8443/jobs(1)?field[]=1",
        "https://münchen.example/gehälter",
        "https://my_team.acme.io",
    ],
)
def test_addresses_that_are_right(url: str) -> None:
    not_reported("CD705", source(url))


def test_each_source_by_itself() -> None:
    expect("CD705", source("«acme»") + "  - {name: B, url: «globex»}\n")


def test_no_finding_without_an_address() -> None:
    not_reported("CD705", "data_sources: [Blind]\n")
    not_reported("CD705", source("null"))
    not_reported("CD705", source("12"))
    not_reported("CD705", "data_sources: none\n")
