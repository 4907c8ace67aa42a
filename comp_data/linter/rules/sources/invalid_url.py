import re

from comp_data.linter.rule import Finding, Findings, Record, Severity, rule, shortened

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?(?::[0-9]{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


@rule("CD705", "invalid-url", Severity.WARNING)
def invalid_url(record: Record) -> Findings:
    """The address of a source is malformed or not https."""
    for source in record.sources:
        if source.url is None:
            continue
        address = _ADDRESS.fullmatch(source.url)
        if address is None:
            problem, help_ = "a web address", "Copy the whole address from the browser, with https://"
        elif address["scheme"].lower() != "https":
            problem, help_ = "https", "Write https:// if the site supports it, else use another source"
        else:
            continue
        yield Finding((*source.path, "url"), f"{shortened(source.url)} is not {problem}", help_, figures=(source.url,))
