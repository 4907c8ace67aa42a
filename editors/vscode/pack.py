"""Pack the extension as a `.vsix`: a zip with two files that describe it. Needs no network; run the build first."""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
FILES = ("package.json", "README.md", "dist/extension.js", "syntaxes/suppression.json")
TYPES = {"js": "application/javascript", "json": "application/json", "md": "text/markdown", "vsixmanifest": "text/xml"}


def manifest(package: dict[str, Any]) -> str:
    """Return the manifest of an extension."""
    identity = f"Id={quoteattr(str(package['name']))} Version={quoteattr(str(package['version']))}"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" {identity} Publisher={quoteattr(str(package["publisher"]))}/>
    <DisplayName>{escape(str(package["displayName"]))}</DisplayName>
    <Description xml:space="preserve">{escape(str(package["description"]))}</Description>
    <Categories>{escape(",".join(map(str, package["categories"])))}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(package["engines"]["vscode"])}/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


def content_types() -> str:
    """Return the types of the files in the archive by their endings."""
    types = "".join(f'<Default Extension=".{ending}" ContentType="{kind}"/>' for ending, kind in TYPES.items())
    start = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f'{start}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>\n'


def pack(target: Path) -> None:
    """Write the archive; the same files give the same bytes."""
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    contents = {"[Content_Types].xml": content_types().encode(), "extension.vsixmanifest": manifest(package).encode()}
    contents |= {f"extension/{name}": (HERE / name).read_bytes() for name in FILES}
    with ZipFile(target, "w") as archive:
        for name, content in contents.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)


if __name__ == "__main__":
    pack(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "comp-data.vsix")
