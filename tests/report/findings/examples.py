"""One set of findings for every format: with texts that try to break out of it, in every field that a guide fills."""

from datetime import date

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.guide.document import Document, parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.result import Gate, LintResult
from comp_data.linter.rules import RULES
from comp_data.report.findings.view import View, pieces, sentence
from docs.rule_examples import lint_documents
from tests.fragments import guides

TODAY = date(2026, 3, 1)

NASTY = (
    "::error::x",
    "\n::error file=x::y\r\n",
    "##[error]x ###[error]y ##vso[task.complete]z",
    "%0A::warning::x%25",
    "\x1b[31mred\x1b]0;title\x07",
    "]]> <![CDATA[ <!-- --> -->",
    "| a || b \\| c \\\\| d",
    "` `` ``` ```` ~~~",
    "`" * 200,
    "ends in a backslash \\",
    " ",
    '\' " \\" &quot; &lt;',
    "<script>alert(1)</script></summary></details>",
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "\x00\x01\x08\x0b\x0c\x7f\x85\x9f",
    "\ufffe\uffff\u2028\u2029",
    "half \ud800 of a pair \udce9",
    "\U000e0041\U0001f1ec\U0001f1e7 £75K 東京",
    "@octocat @octo/team @all",
    "#123 GH-123 octo/repo#123 !12 ~label",
    "https://example.com/x www.example.com <https://example.com>",
    "![image](https://example.com/x.png) [link](https://example.com)",
    "[related](0) \\[x\\](1) {0} {{1}}",
    "[x]: https://example.com\n\n[x]\n# heading\n- [ ] task\n/close",
    ":smile: $x^2$ $$y$$ **bold** ~~gone~~ [^1]",
    "=HYPERLINK(1)",
)
SOURCE = 'region: "東京 🇬🇧 £" # \udce9\n'
CODES = {"CD201": "total-mismatch", "CD503": "figure-differs", "CD110": "custom-schema", "CD999": "rule-crashed"}


def view(level: Severity = Severity.INFO, fails: Severity | None = Severity.ERROR) -> View:
    """A run that found something of every nasty text, in two places each."""
    found = [_finding(number, text) for number, text in enumerate(NASTY * 2)]
    found.append(Diagnostic("CD202", "impossible-total", Severity.ERROR, "an ordinary one", "a.md", Span(1, 1, 1, 1)))
    found.sort(key=lambda one: (one.path, one.span, one.code, one.message))
    result = LintResult(tuple(found), 99, Gate(fails))
    return View(result, level, lambda _path, _number: SOURCE.rstrip("\n"))


def _finding(number: int, text: str) -> Diagnostic:
    code, name = list(CODES.items())[number % len(CODES)]
    line = 3 + number
    return Diagnostic(
        code,
        name,
        Severity((number + number // len(NASTY)) % 3 + 1),
        f"the value {text} is odd",
        f"seeds/{text}/é {text}.md" if number % 2 else text,
        Span(line, 10, line, 12),
        ("compensation", 0, text),
        text,
        text,
        text if number % 4 else None,
        text if number % 5 else None,
        text if number % 6 else None,
        (RelatedPlace(text, f"other/{text}.md", Span(1, 1, 2, 1)),) if number % 3 else (),
        Fix(
            text, (Edit(Span(line, 10, line, 10), text), Edit(Span(line, 12, line + 1, 1), "x")), safe=bool(number % 2)
        ),
        (text,),
    )


def lost_figures() -> tuple[Document, LintResult]:
    """A guide that has lost figures which its table states, and the findings that fix it."""
    made = guides("compensation:\n  - stock_low: null\n    stock_high: null\n")[0]
    text = made.text.replace("| N/A |", "| $80K–$120K |", 1)
    document = parse_document(text, made.path)
    rules = tuple(rule for rule in RULES if rule.code in {"CD504", "CD505"})
    result = lint_documents([document], TODAY, Settings(rules))
    assert sorted(one.code for one in result.diagnostics) == ["CD504"]
    return document, result


def fixed(document: Document, said: str) -> str:
    """The guide with only the finding fixed that says so."""
    result = lint_documents([document], TODAY)
    (wanted,) = [one.fix for one in result.diagnostics if sentence(one) == said]
    return fix_document(document, TODAY, Settings(), lambda fix: fix == wanted).text


def render(name: str, view: View) -> str:
    """Render a result in one of the formats, as one text."""
    return "".join(pieces(name, view))
