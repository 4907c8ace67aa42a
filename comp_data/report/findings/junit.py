"""The format `junit`: JUnit XML, a suite a guide and a test case a finding.

What fails the run is a failure, what is only shown is skipped, so that a test report is red where the run is. A
run that found nothing has one case that passed: some readers take a report without cases for a broken one.
"""

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from comp_data.base.diagnostics import Diagnostic, shortened
from comp_data.report.escape import printable
from comp_data.report.findings.view import View, headline, plural


def render(view: View) -> str:
    """An XML document with the shown diagnostics."""
    root = ET.Element("testsuites", name="comp-data")
    for path, found in groupby(view.shown, key=lambda diagnostic: diagnostic.path):
        _add_suite(root, printable(path), found, view)
    if not view.shown:
        suite = ET.SubElement(root, "testsuite", name="comp-data", time="0")
        ET.SubElement(suite, "testcase", classname="comp-data", name=plural(view.result.files, "guide"), time="0")
    for suite in root:
        _count(suite, suite)
    _count(root, root)
    ET.indent(root)
    # ASCII with character references, so that it is the same in every encoding that a stream may have.
    text: bytes = ET.tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode()}\n'


def _add_suite(root: ET.Element, path: str, found: Iterable[Diagnostic], view: View) -> None:
    suite = ET.SubElement(root, "testsuite", name=path, time="0")
    seen: dict[str, int] = {}
    for diagnostic in found:
        name = _name(diagnostic)
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name += f" #{seen[name]}"
        case = ET.SubElement(
            suite, "testcase", classname=path, name=name, file=path, line=str(diagnostic.line), time="0"
        )
        if view.result.gate.fails(diagnostic):
            kind = f"{diagnostic.code} {diagnostic.name}"
            failure = ET.SubElement(case, "failure", message=headline(diagnostic), type=kind)
            failure.text = _details(diagnostic)
        else:
            ET.SubElement(case, "skipped", message=f"{diagnostic.severity.label}: {headline(diagnostic)}")


def _name(diagnostic: Diagnostic) -> str:
    """What a case is called: without figures and lines, so that readers know it again in the next run."""
    keys = ".".join(part for part in diagnostic.key_path if isinstance(part, str))
    row = ", ".join(part for part in (diagnostic.region, diagnostic.level) if part)
    parts = (f"{diagnostic.code} {diagnostic.name}", keys, f"({row})" if row else "")
    return printable(shortened(" ".join(part for part in parts if part), 200))


def _details(diagnostic: Diagnostic) -> str:
    place = f"{printable(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
    title = f"{diagnostic.severity.label} {diagnostic.code} {diagnostic.name}"
    lines = [f"{place}: {title}: {headline(diagnostic)}"]
    for other in diagnostic.related:
        lines.append(f"{printable(other.path)}:{other.span.line}:{other.span.column}: {printable(other.message)}")
    if diagnostic.help:
        lines.append(f"help: {printable(diagnostic.help)}")
    return "\n".join(lines)


def _count(element: ET.Element, within: ET.Element) -> None:
    """Writes how many cases there are within an element into its attributes."""
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(attribute, str(sum(1 for _ in within.iter(tag))))
    element.set("errors", "0")
