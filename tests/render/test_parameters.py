"""What a stylesheet is given for one document must not reach the next, though what stays the same is given once."""

import pytest

from titelei.engine import saxon

_SAYS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xsl:output method="text"/>
  <xsl:param name="a-word" select="'nothing'"/>
  <xsl:param name="about" select="()"/>
  <xsl:template match="/">
    <xsl:value-of select="if ($a-word instance of xs:boolean) then 'yes or no' else $a-word, $about/*/name()"/>
  </xsl:template>
</xsl:stylesheet>"""


class _Counted:
    """A compiled stylesheet that counts what it is given."""

    def __init__(self, executable: object) -> None:
        self._executable = executable
        self.given: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._executable, name)

    def set_parameter(self, name: str, value: object) -> None:
        self.given.append(name)
        self._executable.set_parameter(name, value)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def sealed() -> saxon.Sealed:
    return saxon.Sealed()


@pytest.fixture
def sheet(sealed: saxon.Sealed) -> saxon.Stylesheet:
    return sealed.stylesheet(_SAYS, "says")


def test_a_changed_value_reaches_the_stylesheet(sealed: saxon.Sealed, sheet: saxon.Stylesheet) -> None:
    node = sealed.parse("<d/>")
    assert [sheet.transform(node, a_word=word) for word in ("one", "two", "two", "one")] == ["one", "two", "two", "one"]


def test_a_value_that_is_left_out_is_forgotten(sealed: saxon.Sealed, sheet: saxon.Stylesheet) -> None:
    node = sealed.parse("<d/>")
    assert sheet.transform(node, a_word="one", about=(sealed.parse("<x/>"),)) == "one x"
    assert sheet.transform(node, a_word="one") == "one"
    assert sheet.transform(node) == "nothing"


def test_a_node_is_given_anew_for_each_document(sealed: saxon.Sealed, sheet: saxon.Stylesheet) -> None:
    node = sealed.parse("<d/>")
    assert [sheet.transform(node, about=(sealed.parse(text),)) for text in ("<x/>", "<y/>")] == [
        "nothing x",
        "nothing y",
    ]


def test_a_number_is_not_taken_for_a_truth_value(sealed: saxon.Sealed, sheet: saxon.Stylesheet) -> None:
    node = sealed.parse("<d/>")
    assert [sheet.transform(node, a_word=value) for value in (1, True)] == ["1", "yes or no"]


def test_a_value_that_stays_the_same_is_given_once(sealed: saxon.Sealed, sheet: saxon.Stylesheet) -> None:
    counted = _Counted(sheet._executable)
    sheet._executable = counted
    for _ in range(3):
        sheet.transform(sealed.parse("<d/>"), a_word="one")
    assert counted.given == ["a-word"]
