"""A fix touches its place and nothing else, however the file is written; the rest is refused with the reason."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from titelei.fix.fix import Fixed, Look, fix
from titelei.names import TEI
from titelei.xml.edits import ENGINE, Edit, Fix, choice, text, wrapped
from titelei.xml.read import Document, parse
from titelei.xml.source import NotEditable, Source

Q = f"Q{{{TEI}}}"
FILE = """<?xml version='1.0' encoding='UTF-8'?>
<!-- a > b --><?x y?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
\t<standOff n = 'a "b" &lt;'
\t\txml:id="s"  >
\t\t<p>one &amp; two&#160;&#x2013; <![CDATA[<three>]]> four</p>
\t\t<p/>
\t\t<lb />
\t</standOff>
</TEI>
"""
STAND_OFF = f"/{Q}TEI[1]/{Q}standOff[1]"
P = f"{STAND_OFF}/{Q}p[1]"


def _once(document: Document, *edits: Edit, errors: Callable[[Document], Counter[str]] | None = None) -> Fixed:
    """Make one fix, offered as long as the document is as it was."""
    wanted = Fix(id="r.fix", rule="r", title="Do it", location=P, edits=edits)

    def look(now: Document) -> Look:
        return Look(
            fixes=(wanted,) if now.data == document.data else (),
            errors=errors(now) if errors else Counter(),
        )

    return fix(document, look)


def _fixed(*edits: Edit, file: str = FILE) -> str:
    document = parse(file.encode(), name="a.xml", edition=False)
    fixed = _once(document, *edits)
    assert [f.message for f in fixed.refused] == []
    return fixed.data.decode()


def test_an_attribute_s_value_is_replaced_between_its_own_quotes() -> None:
    edit = Edit(op="replace", path=f"{STAND_OFF}/@n", content=text('it\'s "c" & d'))
    assert _fixed(edit) == FILE.replace("""'a "b" &lt;'""", """'it&apos;s "c" &amp; d'""")


def test_an_attribute_is_added_after_the_last_and_deleted_with_its_space() -> None:
    add = Edit(op="add", path=STAND_OFF, target="type", content=text("x"))
    assert _fixed(add) == FILE.replace('xml:id="s"  >', 'xml:id="s" type="x"  >')
    to_empty = Edit(op="add", path=f"{STAND_OFF}/{Q}lb[1]", target="n", content=text("1"))
    assert _fixed(to_empty) == FILE.replace("<lb />", '<lb n="1" />')
    xml_id = f"{STAND_OFF}/@Q{{http://www.w3.org/XML/1998/namespace}}id"
    assert _fixed(Edit(op="delete", path=xml_id)) == FILE.replace('\n\t\txml:id="s"', "")


def test_text_that_stays_keeps_its_references() -> None:
    edit = Edit(op="string", path=f"{P}/text()[1]", start=4, length=7, content=wrapped("hi", TEI, "& two\xa0–"))
    assert _fixed(edit) == FILE.replace("&amp; two&#160;&#x2013;", "<hi>&amp; two&#160;&#x2013;</hi>")


def test_a_choice_keeps_what_is_printed_as_it_is_written() -> None:
    edit = Edit(op="string", path=f"{P}/text()[1]", start=6, length=5, content=choice(TEI, "two\xa0–", "2", n="<"))
    new = '<choice><sic>two&#160;&#x2013;</sic><corr n="&lt;">2</corr></choice>'
    assert _fixed(edit) == FILE.replace("two&#160;&#x2013;", new)


def test_an_element_is_added_in_the_layout_of_its_siblings() -> None:
    new = f'<edit><note xmlns="{TEI}">x</note></edit>'
    at = "\t\t<p/>\n"
    before = Edit(op="add", path=f"{STAND_OFF}/{Q}p[2]", position="before", content=new)
    assert _fixed(before) == FILE.replace(at, f"\t\t<note>x</note>\n{at}")
    after = Edit(op="add", path=f"{STAND_OFF}/{Q}p[2]", position="after", content=new)
    assert _fixed(after) == FILE.replace(at, f"{at}\t\t<note>x</note>\n")
    last = Edit(op="add", path=STAND_OFF, position="last-child", content=new)
    assert _fixed(last) == FILE.replace("\t\t<lb />\n", "\t\t<lb />\n\t\t<note>x</note>\n")
    first = Edit(op="add", path=STAND_OFF, position="first-child", content=new)
    assert _fixed(first) == FILE.replace("\t\t<p>", "\t\t<note>x</note>\n\t\t<p>", 1)
    inside = Edit(op="add", path=f"{STAND_OFF}/{Q}p[2]", position="first-child", content=new)
    assert _fixed(inside) == FILE.replace("<p/>", "<p><note>x</note></p>")


def test_a_node_moves_as_it_is_written() -> None:
    source = f'<edit><s:source xmlns:s="{ENGINE}" path="{P}"/></edit>'
    swapped = _fixed(Edit(op="replace", path=f"{STAND_OFF}/{Q}p[2]", content=source), Edit(op="delete", path=P))
    line = next(line for line in FILE.splitlines(keepends=True) if "<p>" in line)
    assert swapped == FILE.replace(line, "").replace("\t\t<p/>\n", line)


def test_the_prefix_of_the_file_is_used() -> None:
    file = FILE.replace('xmlns="', 'xmlns:tei="')
    for name in ("TEI", "standOff", "p", "lb"):
        file = file.replace(f"<{name}", f"<tei:{name}").replace(f"</{name}", f"</tei:{name}")
    edit = Edit(op="string", path=f"{P}/text()[1]", start=0, length=3, content=wrapped("hi", TEI, "one", rend="b"))
    assert _fixed(edit, file=file) == file.replace("one", '<tei:hi rend="b">one</tei:hi>')


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("windows-1251", b"")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(encoding: str, mark: bytes, end: str) -> None:
    name = "utf-16" if encoding.startswith("utf-16") else encoding
    file = FILE.replace("UTF-8", name).replace("one", "раз").replace("\n", end)
    document = parse(mark + file.encode(encoding), name="a.xml", edition=False)
    edit = Edit(op="string", path=f"{P}/text()[1]", start=0, length=3, content=wrapped("hi", TEI, "раз"))
    assert _once(document, edit).data == mark + file.replace("раз", "<hi>раз</hi>").encode(encoding)


def test_a_character_that_the_encoding_has_not_becomes_a_reference() -> None:
    document = parse(FILE.replace("UTF-8", "koi8-r").encode("koi8-r"), name="a.xml", edition=False)
    edit = Edit(op="string", path=f"{P}/text()[1]", start=0, length=3, content=text("é"))
    assert _once(document, edit).data.decode("koi8-r") == FILE.replace("UTF-8", "koi8-r").replace("one", "&#233;")


def _refusal(*edits: Edit, file: str = FILE, errors: Callable[[Document], Counter[str]] | None = None) -> str:
    document = parse(file.encode(), name="a.xml", edition=False)
    fixed = _once(document, *edits, errors=errors)
    assert fixed.data == document.data
    assert fixed.made == ()
    (finding,) = fixed.refused
    return finding.message


def test_markup_inside_cdata_is_refused() -> None:
    edit = Edit(op="string", path=f"{P}/text()[1]", start=13, length=3, content=wrapped("hi", TEI, "thr"))
    assert "CDATA" in _refusal(edit)


def test_a_fix_that_would_change_the_page_s_words_is_refused() -> None:
    file = f"<TEI xmlns='{TEI}'><text><front><div><p>one two</p></div></front></text></TEI>"
    path = f"/{Q}TEI[1]/{Q}text[1]/{Q}front[1]/{Q}div[1]/{Q}p[1]"
    edit = Edit(op="string", path=f"{path}/text()[1]", start=0, length=3, content=text("two"))
    assert "page's own text would change" in _refusal(edit, file=file)
    assert "page's own text would change" in _refusal(Edit(op="delete", path=path), file=file)


def test_a_fix_that_brings_in_an_error_is_refused_whole() -> None:
    good = Edit(op="add", path=P, target="n", content=text("1"))
    bad = Edit(op="delete", path=f"{STAND_OFF}/{Q}lb[1]")

    def errors(document: Document) -> Counter[str]:
        return Counter({"lb-needed": int(document.root.find(f".//{{{TEI}}}lb") is None)})

    assert "an error of lb-needed" in _refusal(good, bad, errors=errors)


def test_one_bad_fix_does_not_keep_the_others_from_being_made() -> None:
    document = parse(FILE.encode(), name="a.xml", edition=False)
    good = Fix(id="good", rule="r", location=P, edits=(Edit(op="add", path=P, target="n", content=text("1")),))
    bad = Fix(id="bad", rule="r", location=STAND_OFF, edits=(Edit(op="delete", path=f"{STAND_OFF}/{Q}lb[1]"),))

    def look(now: Document) -> Look:
        lacks = now.root.find(f".//{{{TEI}}}lb") is None
        has = now.root.find(f".//{{{TEI}}}p[@n]") is not None
        return Look(fixes=(bad,) if has else (good, bad), errors=Counter({"lb-needed": int(lacks)}))

    fixed = fix(document, look)
    assert fixed.data.decode() == FILE.replace("<p>", '<p n="1">')
    assert [f.id for f in fixed.made] == ["good"]
    assert ["an error of lb-needed" in f.message for f in fixed.refused] == [True]


def test_fixes_that_overlap_are_made_one_after_the_other() -> None:
    document = parse(FILE.encode(), name="a.xml", edition=False)
    path = f"{P}/text()[1]"

    def look(now: Document) -> Look:
        words = "".join(now.root.find(f".//{{{TEI}}}p").itertext())  # type: ignore[union-attr]
        offers = [("one", "1"), ("one &", "1 +"), ("1 &", "1 +"), ("two", "2")]
        fixes = tuple(
            Fix(id=a, rule="r", location=path, edits=(_words(path, words.index(a), a, b),))
            for a, b in offers
            if a in words
        )
        return Look(fixes=fixes, errors={})

    assert fix(document, look).data.decode() == FILE.replace("one &amp; two", "1 + 2")


def _words(path: str, start: int, old: str, new: str) -> Edit:
    return Edit(op="string", path=path, start=start, length=len(old), content=text(new))


def test_a_fix_that_never_comes_to_an_end_is_stopped() -> None:
    document = parse(FILE.encode(), name="a.xml", edition=False)
    toggle = {"1": "2", "2": "1"}

    def look(now: Document) -> Look:
        value = now.root.find(f".//{{{TEI}}}p").get("n", "2")  # type: ignore[union-attr]
        edit = Edit(op="add", path=P, target="n", content=text(toggle[value]))
        return Look(fixes=(Fix(id="f", rule="r", location=P, edits=(edit,)),), errors={})

    assert fix(document, look).data.decode().count("n=") <= 3


_NAMES = st.sampled_from(["a", "b", "p:a", "c.d", "é"])
_TEXTS = st.text(st.sampled_from("ab \n\tж&<>]\u2009\U0001f600\"'"), max_size=8)


@st.composite
def _trees(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for kind in draw(st.lists(st.sampled_from("tcpxe"), max_size=4)):
        written = draw(_TEXTS)
        if kind == "t":
            parts.append(written.replace("&", "&amp;").replace("<", "&lt;").replace("]", "&#93;"))
        elif kind == "c":
            parts.append("<!--" + written.replace("-", "") + "-->")
        elif kind == "p":
            parts.append("<?i " + written.replace("?", "") + "?>")
        elif kind == "x":
            parts.append("<![CDATA[" + written.replace("]]>", "") + "]]>")
        elif depth:
            parts.append(draw(_trees(depth - 1)))
    name = draw(_NAMES)
    value = draw(_TEXTS).replace("&", "&#38;").replace("<", "&lt;").replace('"', "&quot;")
    space = draw(st.sampled_from([" ", "\n  ", "\t"]))
    body = "".join(parts)
    return f'<{name}{space}n{space}="{value}">{body}</{name}>' if body else f'<{name}{space}n="{value}"{space}/>'


@settings(deadline=None, max_examples=150)
@given(_trees())
def test_every_node_is_found_where_the_parser_sees_it(tree: str) -> None:
    data = f'<r xmlns:p="urn:p">{tree}</r>'.encode()
    document = parse(data, name="a.xml", edition=False)
    source = Source(data)
    for element in document.root.iter("*"):
        path = _path(element)
        node, _ = source.find(path)
        assert source.raw(node).startswith(b"<" + node.name.encode())
        pieces = [element.text, *(child.tail for child in element)]
        for number, piece in enumerate((p for p in pieces if p), start=1):
            found, _ = source.find(f"{path}/text()[{number}]")
            assert "".join(char for char, _s, _e in source.characters(found)) == piece


def _path(element) -> str:  # type: ignore[no-untyped-def]
    parent = element.getparent()
    uri, _, name = str(element.tag).rpartition("}")
    above = [] if parent is None else [s for s in parent.iterchildren("*") if s.tag == element.tag]
    here = f"/Q{{{uri.removeprefix('{')}}}{name}[{above.index(element) + 1 if above else 1}]"
    return here if parent is None else _path(parent) + here


@given(st.binary(max_size=200))
def test_any_bytes_are_a_source_or_are_refused(data: bytes) -> None:
    try:
        source = Source(data)
        assert source.encoded(source.data) == data
        assert source.root.kind == "document"
    except NotEditable:
        pass


def test_the_shipped_file_is_read_to_its_last_byte(root: Path) -> None:
    data = (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_bytes()
    source = Source(data)
    (tei,) = [node for node in source.root.children if node.kind == "element"]
    assert source.raw(tei) + b"\n" == data[data.index(b"<TEI") :]
