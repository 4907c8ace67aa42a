"""What of other people's formats we use, as JSON Schemas and a checker of our own, written after their specifications.

Objects are closed: a key that a specification does not know, or that we have not looked up, is an error.
"""

import re
from typing import Any
from xml.etree import ElementTree as ET

JsonSchema = dict[str, Any]


def closed(required: dict[str, JsonSchema], optional: dict[str, JsonSchema] | None = None) -> JsonSchema:
    properties = required | (optional or {})
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def listed(items: JsonSchema, **more: Any) -> JsonSchema:
    return {"type": "array", "items": items, **more}


TEXT: JsonSchema = {"type": "string", "minLength": 1}
COUNT: JsonSchema = {"type": "integer", "minimum": 1}

# SARIF 2.1.0, sections 3.11 (message), 3.13 (log), 3.14 (run), 3.17 (automation details), 3.19 (component), 3.27
# (result), 3.28–3.30 (locations, regions), 3.49 (reporting descriptor), 3.55–3.57 (fixes).
# RFC 3986: the characters of a URI.
URI: JsonSchema = {"type": "string", "pattern": r"^([A-Za-z0-9._~!$&'()*+,;=@:/?#-]|%[0-9A-F]{2})+$"}
RELATIVE = URI | {"not": {"pattern": r"^([A-Za-z][A-Za-z0-9+.-]*:|/)"}}
LEVEL: JsonSchema = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = closed({"text": TEXT})
REGION = closed({"startLine": COUNT, "startColumn": COUNT, "endLine": COUNT, "endColumn": COUNT})
ARTIFACT: JsonSchema = {
    "oneOf": [
        closed({"uri": RELATIVE, "uriBaseId": {"const": "%SRCROOT%"}}),
        closed({"uri": {"allOf": [URI, {"pattern": "^file:///[^/]"}]}}),
    ]
}
PHYSICAL = closed({"artifactLocation": ARTIFACT, "region": REGION})
RULE = closed(
    {"id": TEXT, "name": TEXT},
    {
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": closed({"text": TEXT, "markdown": TEXT}),
        "defaultConfiguration": closed({"level": LEVEL, "enabled": {"type": "boolean"}}),
        "properties": closed({"tags": listed(TEXT, uniqueItems=True)}),
    },
)
FIX = closed(
    {
        "description": MESSAGE,
        "artifactChanges": listed(
            closed(
                {
                    "artifactLocation": ARTIFACT,
                    "replacements": listed(
                        closed({"deletedRegion": REGION, "insertedContent": closed({"text": {"type": "string"}})}),
                        minItems=1,
                    ),
                }
            ),
            minItems=1,
        ),
    },
    {"properties": closed({"safe": {"type": "boolean"}})},
)
RESULT = closed(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": listed(closed({"physicalLocation": PHYSICAL}), minItems=1, maxItems=1),
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
    },
    {
        "relatedLocations": listed(
            closed({"id": {"type": "integer", "minimum": 0}, "physicalLocation": PHYSICAL, "message": MESSAGE})
        ),
        "fixes": listed(FIX, minItems=1),
        "properties": closed({}, dict.fromkeys(("company", "role", "region", "level"), TEXT)),
    },
)
SARIF = closed(
    {
        "$schema": URI,
        "version": {"const": "2.1.0"},
        "runs": listed(
            closed(
                {
                    "tool": closed(
                        {
                            "driver": closed(
                                {
                                    "name": TEXT,
                                    "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
                                    "rules": listed(RULE, uniqueItems=True),
                                }
                            )
                        }
                    ),
                    "automationDetails": closed({"id": TEXT}),
                    "originalUriBaseIds": closed({"%SRCROOT%": closed({"description": MESSAGE})}),
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": listed(RESULT),
                }
            ),
            minItems=1,
            maxItems=1,
        ),
    }
)

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = listed(
    closed(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": closed(
                {
                    "path": TEXT | {"not": {"pattern": r"^\./"}},
                    "lines": closed({"begin": COUNT}, {"end": COUNT}),
                }
            ),
        }
    )
)

# reviewdog, proto/rdf/reviewdog.proto: the fields that all versions know, for one that they do not know is an error.
_POSITION = closed({"line": COUNT}, {"column": COUNT})
_RANGE = closed({"start": _POSITION}, {"end": _POSITION})
_SEVERITY: JsonSchema = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
_SOURCE = closed({"name": TEXT}, {"url": URI})
RDJSON = closed(
    {
        "diagnostics": listed(
            closed(
                {"message": TEXT, "location": closed({"path": TEXT}, {"range": _RANGE})},
                {
                    "severity": _SEVERITY,
                    "source": _SOURCE,
                    "code": closed({"value": TEXT}, {"url": URI}),
                    "suggestions": listed(closed({"range": _RANGE, "text": {"type": "string"}})),
                },
            )
        )
    },
    {"source": _SOURCE, "severity": _SEVERITY},
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATTRIBUTES = {
    "testsuites": ({"name", "tests", "failures", "skipped", "errors"}, set[str]()),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped", "time"}),
    "testcase": ({"name", "classname"}, {"file", "line", "time"}),
    "failure": ({"message", "type"}, set[str]()),
    "skipped": ({"message"}, set[str]()),
}
_CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "skipped"},
    "failure": set[str](),
    "skipped": set[str](),
}


def check_junit(text: str) -> ET.Element:
    """Parses JUnit XML as Ant writes it and Jenkins and GitLab read it, and asserts that it is that."""
    assert not _NOT_XML.search(text)
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    assert len(root), "readers take a report without suites for a broken one"
    for element in root.iter():
        required, optional = _ATTRIBUTES[element.tag]
        assert required <= set(element.attrib) <= required | optional, element.tag
        assert {child.tag for child in element} <= _CHILDREN[element.tag]
        assert not (element.tail or "").strip()
        if element.tag != "failure":
            assert not (element.text or "").strip()
        if element.tag == "testcase":
            assert len(element) <= 1, "a case has one outcome"
        if element.tag in {"testsuites", "testsuite"}:
            counted = {"tests": "testcase", "failures": "failure", "skipped": "skipped", "errors": "error"}
            for attribute, tag in counted.items():
                assert int(element.get(attribute, "0")) == len(list(element.iter(tag)))
            assert element.get("tests") != "0"
    return root
