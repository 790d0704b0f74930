"""Law: the same name is the same everywhere, also as biber, citation-js and citeproc-js read it."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import citeproc
import pytest
from lxml import etree

from laws.test_a_name_is_the_same_everywhere import FORMATS, FORMS, WHOLE, _made
from titelei import resources
from titelei.engine.citeproc import citations

pytestmark = pytest.mark.long

HERE: Final = Path(__file__).parent
XML: Final = "{http://biblatex-biber.sourceforge.net/biblatexml}"
MARKUPS: Final = {form: value[0] for form, value in {**FORMS, **WHOLE}.items()}
PARTICLES: Final = frozenset(("a surname in small letters", "two words in small letters"))
"""citeproc-js takes words in small letters for particles, whatever CSL-JSON says."""


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, str]]:
    """Give the outputs of an article by each name; the entries of BibTeX are called after the name."""
    outputs = {form: _made(markup, *FORMATS) for form, markup in MARKUPS.items()}
    for number, (form, output) in enumerate(outputs.items()):
        assert "{brook-2020," in output["bibtex"]
        outputs[form] = {**output, "bibtex": output["bibtex"].replace("{brook-2020,", f"{{name{number},")}
    return outputs


@pytest.fixture(scope="module")
def by_javascript(made: dict[str, dict[str, str]], node_modules: Path) -> dict[str, dict[str, Any]]:
    given = {form: {"bibtex": o["bibtex"], "ris": o["ris"], "csl": o["csl-json"]} for form, o in made.items()}
    style = resources.package() / "engine" / "styles" / "apa.csl"
    locale = Path(citeproc.__file__).parent / "data" / "locales" / "locales-en-US.xml"
    run = subprocess.run(
        ["node", HERE / "names.js", node_modules, style, locale],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    read: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return read


def _wanted(form: str) -> tuple[str, str, str]:
    """Give surname with its particle, given names and suffix."""
    if form in WHOLE:
        return WHOLE[form][1], "", ""
    return FORMS[form][1:]


def _in_csl(name: Mapping[str, str]) -> tuple[str, str, str]:
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return name.get("literal") or family, name.get("given", ""), name.get("suffix", "")


def test_biber_reads_the_parts_of_every_name(made: dict[str, dict[str, str]], biber: Path, tmp_path: Path) -> None:
    (tmp_path / "names.bib").write_text("".join(output["bibtex"] for output in made.values()), "utf-8")
    options = ["--tool", "--quiet", "--no-bblxml-schema", "--output-format=biblatexml", "--output-file=names.xml"]
    subprocess.run([biber, *options, "names.bib"], cwd=tmp_path, timeout=120, check=True)
    entries = list(etree.parse(tmp_path / "names.xml").iter(f"{XML}entry"))
    read = {}
    for form, entry in zip(made, sorted(entries, key=lambda e: int(e.get("id", "").removeprefix("name"))), strict=True):
        (name,) = entry.iter(f"{XML}name")
        parts = {p.get("type"): " ".join(" ".join(p.itertext()).split()) for p in name.iterchildren(f"{XML}namepart")}
        family = " ".join(filter(None, (parts.get("prefix"), parts["family"])))
        read[form] = (family, parts.get("given", ""), parts.get("suffix", ""))
    assert read == {form: _wanted(form) for form in made}


@pytest.mark.parametrize("kind", ["bibtex", "ris"])
def test_citation_js_reads_the_parts_of_every_name(kind: str, by_javascript: dict[str, dict[str, Any]]) -> None:
    read = {form: [_in_csl(name) for name in names[kind]] for form, names in by_javascript.items()}
    assert read == {form: [_wanted(form)] for form in by_javascript}


def test_citeproc_js_cites_every_name_as_ours_does(
    made: dict[str, dict[str, str]], by_javascript: dict[str, dict[str, Any]]
) -> None:
    differing = {}
    for form in made.keys() - PARTICLES:
        ours = next(text for style, _, text in citations(made[form]["csl-json"], "en") if style == "APA")
        plain, theirs = (
            re.sub(r"<[^>]+>", "", ours).partition(" (2020)")[0],
            by_javascript[form]["apa"].partition(" (2020)")[0],
        )
        if plain != theirs:
            differing[form] = (plain, theirs)
    assert differing == {}
