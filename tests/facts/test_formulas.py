"""Formulas in MathML as a line of text: in Python, and the same in every format that knows no formulas."""

import json
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from laws.article import article, rendered
from titelei.facts.formulas import linear

K: Final = "<mi>k</mi>"
SUM: Final = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
FORMULAS: Final = {
    f"{K}<msqrt><mi>h</mi></msqrt>": "k√h",
    f"{K}<mo>=</mo><msqrt><mi>h</mi><mo>-</mo><mn>1</mn></msqrt>": "k = √(h − 1)",
    f"<mfrac>{SUM}<mrow><mn>2</mn><mi>c</mi></mrow></mfrac>": "(a + b)/(2c)",
    "<mn>2</mn><mfrac><mi>a</mi><mi>b</mi></mfrac>": "2 a/b",
    "<mo>(</mo><mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>": "(n¦k)",
    "<msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>": "xⁿ⁺¹",
    "<msup><mn>10</mn><mfrac><mn>5</mn><mn>2</mn></mfrac></msup>": "10^{5/2}",
    f"<msup>{SUM}<mn>2</mn></msup>": "(a + b)²",
    "<msub><mi>x</mi><mi>Q</mi></msub><mo>!</mo>": "x_{Q}!",
    "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><mo>×</mo><mn>3</mn>": "x₁² × 3",
    "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>x</mi>": "∑ᵢ₌₁ⁿ x",
    "<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi>": "lim_{x→0} f",
    "<msup><mi>sin</mi><mn>2</mn></msup><mo>\u2061</mo><mi>x</mi>": "sin² x",
    "<mi>cos</mi><mo>(</mo><mo>-</mo><mi>x</mi><mo>)</mo>": "cos(−x)",
    "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mi>a</mi></mtd>"
    "<mtd><mo>−</mo><mi>b</mi></mtd></mtr></mtable><mo>)</mo>": "(1, 0; a, −b)",
    "<mroot><mi>x</mi><mn>3</mn></mroot>": "³√x",
    "<mover><mi>x</mi><mo>¯</mo></mover>": "x̄",
    "<mfenced><mi>a</mi><mi>b</mi></mfenced>": "(a, b)",
    "<mmultiscripts><mi>U</mi><none/><none/><mprescripts/><mn>92</mn><mn>235</mn></mmultiscripts>": "₉₂²³⁵U",
    "<mi>f</mi><mo>≤</mo><mn>3</mn><mtext>\u00a0if </mtext><mi>x</mi><mo>&gt;</mo><mn>0</mn>": "f ≤ 3 if x > 0",
    "<mi>f</mi><msup><mi>g</mi><mo>′</mo></msup><mspace/><ms>q</ms><mphantom><mi>z</mi></mphantom>": "fg′ “q”",
    "<semantics><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation encoding='application/x-tex'>\\frac{a}{b}</annotation>"
    "</semantics>": "\\frac{a}{b}",
    "<semantics><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation encoding='text'>one half</annotation>"
    "</semantics>": "a/b",
}
MATH: Final = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
WHERE: Final = "Forty mills once stood"


@pytest.mark.parametrize("inner", FORMULAS)
def test_a_formula_is_a_line_that_can_be_read(inner: str) -> None:
    assert linear(MATH.format(inner)) == FORMULAS[inner]


def test_what_is_no_mathml_keeps_its_letters() -> None:
    assert linear("<math>&alpha;<mi>x</mi>") == "&alpha; x"
    assert linear("a b") == "a b"


@cache
def _made() -> dict[str, str]:
    """Render an article whose abstract has all of the formulas, a bar around each."""
    formulas = "".join(f'¤<formula notation="MathML">{escape(MATH.format(inner))}</formula>¤ ' for inner in FORMULAS)
    raised = 'x<hi rend="superscript">5/2</hi>, XX<hi rend="superscript">ème</hi>, CO<hi rend="subscript">2</hi>'
    return rendered(
        article((WHERE, f"{formulas}{raised} {WHERE}")),
        *("ris", "csl-json", "oai_dc", "datacite", "mods", "marcxml", "hal", "oai_openaire", "doaj", "json-ld"),
        *("jats", "bibtex", "html", "crossref"),
    )[0]


@pytest.mark.parametrize(
    "kind", ["ris", "csl-json", "oai_dc", "datacite", "mods", "marcxml", "hal", "oai_openaire", "doaj", "json-ld"]
)
def test_every_plain_format_has_the_same_line(kind: str) -> None:
    text = _made()[kind]
    if kind in ("csl-json", "doaj", "json-ld"):
        text = json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    elif kind != "ris":
        text = "".join(map(str, etree.fromstring(text.encode()).itertext()))
    assert text.split("¤")[1::2][: len(FORMULAS)] == list(FORMULAS.values())
    assert "x^{5/2}, XXème, CO₂ Forty" in text


def test_formats_that_know_formulas_keep_their_elements() -> None:
    for kind in ("jats", "crossref"):
        root = etree.fromstring(_made()[kind].encode())
        assert len(root.xpath("//*[local-name()='math']")) == len(FORMULAS)
    assert _made()["html"].count("<math ") == len(FORMULAS)
    assert "\\(\\frac{a}{b}\\)" in _made()["bibtex"]
    assert "<annotation" not in _made()["html"]
