import re

from comp_data.linter.rule import Finding, Findings, Record, Severity, rule, shortened

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?(?::[0-9]{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


@rule("CD705", "invalid-url", Severity.WARNING)
def invalid_url(record: Record) -> Findings:
    """The address of a source is malformed or not https.

    Why:
        Readers follow the address to check a figure. A typo leads nowhere, and a page without https can be tampered
        with on the way. Addresses are checked as text and never fetched.

    Example:
          data_sources:
            - name: Levels.fyi
        -     url: www.levels.fyi
        +     url: https://www.levels.fyi
              date_accessed: 2026-02-10
            - name: Glassdoor
              url: https://www.glassdoor.com
              date_accessed: 2026-02-11
    """
    for source in record.sources:
        if source.url is None:
            continue
        address = _ADDRESS.fullmatch(source.url)
        if address is None:
            yield Finding(
                (*source.path, "url"),
                f"{shortened(source.url)} is not a web address",
                "Copy the whole address from the browser, with https://",
                figures=(source.url,),
            )
        elif address["scheme"].lower() != "https":
            yield Finding(
                (*source.path, "url"),
                f"{shortened(source.url)} is not https",
                "Write https:// if the site supports it, else use another source",
                figures=(source.url,),
            )
