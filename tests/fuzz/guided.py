"""The reader and the grammar under a coverage-guided fuzzer; run by ``test_fuzz.py`` for a bounded time."""

import sys

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

with atheris.instrument_imports(include=["titelei"]):
    from titelei import resources
    from titelei.errors import DocumentError
    from titelei.validate import excuses, hygiene, identifiers, relaxng
    from titelei.xml.read import parse

GRAMMAR = relaxng.grammar(resources.schemas() / "frontmatter.rng")


def look(data: bytes) -> None:
    """Read and hold to the grammar; anything but a DocumentError is a fault."""
    try:
        document = parse(data, name="fuzz.xml", edition=False)
    except DocumentError:
        return
    found = (*identifiers.validate(document), *hygiene.findings(document), *relaxng.validate(document, GRAMMAR))
    excuses.apply(document, found)


atheris.Setup(sys.argv, look)
atheris.Fuzz()
