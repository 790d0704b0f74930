"""Where the shipped schemas and stylesheets are: inside the wheel, else at the root of the checkout."""

from functools import cache
from pathlib import Path

from titelei.errors import AssetError
from titelei.messages import say

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(kind: str) -> Path:
    for base in (_PACKAGE, _PACKAGE.parent.parent):
        folder = base / kind
        if folder.is_dir():
            return folder
    raise AssetError(
        say("The folder {kind}/ is missing beside the package and in the checkout. Install titelei again.", kind=kind)
    )


def package() -> Path:
    """Give the folder of the program itself, with what it ships beside its code."""
    return _PACKAGE


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that we have labels in."""
    return tuple(sorted(path.stem for path in (xslt() / "labels").glob("*.xml")))


def schemas() -> Path:
    """Give the folder of the shipped schemas (``frontmatter.odd``, ``.rng``, ``.sch``, ``facts.rng``)."""
    return _root("schemas")


def xslt() -> Path:
    """Give the folder of the shipped stylesheets and grammars of outputs, one folder an output in ``formats/``."""
    return _root("xslt")


def shipped(path: str) -> Path:
    """Give the place of a file named as in the checkout, such as ``xslt/formats/mods/grammar.rng``."""
    kind, _, rest = path.partition("/")
    return _root(kind) / rest


def name_of(path: Path) -> str:
    """Name a file for people: what is shipped as in the checkout, anything else by its own path."""
    for kind in ("xslt", "schemas"):
        if path.is_relative_to(_root(kind)):
            return f"{kind}/{path.relative_to(_root(kind)).as_posix()}"
    return path.as_posix()
