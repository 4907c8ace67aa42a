"""The format `junit`: JUnit XML with one suite per guide and one test case per finding.

A finding that fails the run is a failure, any other is skipped, so that the test report fails if the run does. A run
without findings has one case that passes, because some readers reject a report without cases.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from comp_data.base.diagnostics import Diagnostic, shortened
from comp_data.base.escape import printable
from comp_data.base.wording import plural
from comp_data.report.findings.view import View, headline


def render(view: View) -> str:
    """Return an XML document with the shown findings."""
    root = ET.Element("testsuites", name="comp-data")
    for path, found in groupby(view.shown, key=lambda diagnostic: diagnostic.path):
        suite = ET.SubElement(root, "testsuite", name=printable(view.ci_path(path)), time="0")
        _add_cases(suite, found, view)
    if not view.shown:
        suite = ET.SubElement(root, "testsuite", name="comp-data", time="0")
        ET.SubElement(suite, "testcase", classname="comp-data", name=plural(view.result.files, "guide"), time="0")
    for element in (*root, root):
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            element.set(attribute, str(sum(1 for _ in element.iter(tag))))
        element.set("errors", "0")
    ET.indent(root)
    # ASCII with character references is the same in every encoding.
    text: bytes = ET.tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode()}\n'


def _add_cases(suite: ET.Element, found: Iterable[Diagnostic], view: View) -> None:
    path, seen = suite.get("name", ""), Counter[str]()
    for diagnostic in found:
        name = _name(diagnostic)
        seen[name] += 1
        about = {"classname": path, "name": f"{name} #{seen[name]}" if seen[name] > 1 else name, "file": path}
        case = ET.SubElement(suite, "testcase", about, line=str(diagnostic.line), time="0")
        if view.result.gate.fails(diagnostic):
            kind = f"{diagnostic.code} {diagnostic.name}"
            failure = ET.SubElement(case, "failure", message=headline(diagnostic), type=kind)
            failure.text = _details(diagnostic, view)
        else:
            ET.SubElement(case, "skipped", message=f"{diagnostic.severity.label}: {headline(diagnostic)}")


def _name(diagnostic: Diagnostic) -> str:
    """Name a case without figures and line numbers, so that readers recognize it in the next run."""
    keys = ".".join(part for part in diagnostic.key_path if isinstance(part, str))
    row = ", ".join(part for part in (diagnostic.region, diagnostic.level) if part)
    parts = (f"{diagnostic.code} {diagnostic.name}", keys, f"({row})" if row else "")
    return printable(shortened(" ".join(part for part in parts if part), 200))


def _details(diagnostic: Diagnostic, view: View) -> str:
    place = f"{printable(view.ci_path(diagnostic.path))}:{diagnostic.line}:{diagnostic.column}"
    title = f"{diagnostic.severity.label} {diagnostic.code} {diagnostic.name}"
    lines = [f"{place}: {title}: {headline(diagnostic)}"]
    for message, path, span in diagnostic.related:
        lines.append(f"{printable(view.ci_path(path))}:{span.line}:{span.column}: {printable(message)}")
    if diagnostic.help:
        lines.append(f"help: {printable(diagnostic.help)}")
    return "\n".join(lines)
