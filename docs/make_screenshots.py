"""Takes the pictures of `docs/report.md`: the site of made-up guides, in Chromium.

python docs/make_screenshots.py [CHROMIUM]
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from benchmarks.defects import make_guides
from benchmarks.generator import TODAY
from comp_data.report.site.build import build_site

PICTURES: Final = Path(__file__).with_name("pictures")
_GUIDE: Final = "guides/acme-analytics/data-scientist.html"
_SHOTS: Final[tuple[tuple[str, str, int, int, Any], ...]] = (
    ("index", "index.html", 1200, 1500, "light"),
    ("index-dark", "index.html", 1200, 1500, "dark"),
    ("maintainers", "index.html#upkeep", 1200, 1500, "light"),
    ("company", "companies/acme-analytics.html", 1200, 1100, "light"),
    ("guide", _GUIDE, 1200, 1100, "light"),
    ("guide-phone-dark", _GUIDE, 390, 1100, "dark"),
    ("changes", "changes.html", 1200, 1300, "light"),
)


def main() -> None:
    """Make guides, change some, write their site, and take the pictures."""
    program = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch, "seeds"), Path(scratch, "site")
        _make(folder)
        build_site(folder, out, TODAY, base="HEAD")
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for name, page, width, height, scheme in _SHOTS:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                opened = context.new_page()
                opened.goto(f"{out.as_uri()}/{page}")
                opened.screenshot(path=PICTURES / f"{name}.png")
                context.close()
            browser.close()


def _make(folder: Path) -> None:
    """Write 168 guides into a new repository and commit them; then raise the pay of a few, as a pull request would."""
    for made in make_guides(3, 168, 0.01):
        file = folder / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, "utf-8")
    (folder.parent / "comp-data.toml").write_text('[publication]\ntitle = "Pay of engineers, made up"\n', "utf-8")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Add guides"]):
        own = ["-c", "user.name=A Person", "-c", "user.email=person@example.org"]
        subprocess.run(["git", *own, *arguments], cwd=folder.parent, check=True)
    for at, file in enumerate(sorted(folder.glob("acme-analytics/*.md"))[:4], start=1):
        _raise(file, 1 + at / 40)


def _raise(file: Path, factor: float) -> None:
    def raised(found: "re.Match[str]") -> str:
        return f"{found[1]}: {int(int(found[2]) * factor)}"

    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(total_comp_\w+|base_high): (\d+)", raised, text), "utf-8")


if __name__ == "__main__":
    main()
