"""Strange documents: near-TEI made at random, and documents made to cost much."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

ARTICLE: Final = (Path(__file__).parent.parent.parent / "tei" / "articles" / "ambartsumyan-2021.xml").read_bytes()
_TOKENS: Final = (
    b"<", b">", b"</", b"/>", b"&", b"&#", b"&#x0;", b";", b'"', b"'", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?",
    b"?>", b"<?titelei excuse rule='", b"<!DOCTYPE", b"<!ENTITY", b"xmlns=''", b"xmlns:a='", b"xml:id='", b" ref='#",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2", b"\xf0\x9f\x98\x80", b"\xd0\x96", b"\r", b"\x85", b"\xe2\x80\xa8",
    b"%", b"\\", b"{", b"}", b"{{", b"$", b"Q{x}y", b"tei:", b"1920-13-45", b"-0001", b"99999999999-01", b"0", b"[1]",
    b"<p>", b"</p>", b"<front>", b"</front>", b"<choice>", b"<TEI>", b"</TEI>", b" when='", b"encoding='UTF-16'",
    b"encoding='koi8-r'",
)  # fmt: skip


def mutants(seed: int) -> Iterator[bytes]:
    """Give the edition with some bytes cut, copied, swapped or replaced; the same for the same seed, without end."""
    chance = random.Random(seed)
    while True:
        data = bytearray(ARTICLE)
        for _ in range(chance.choice((1, 1, 2, 3, 8))):
            at = chance.randrange(len(data))
            length = min(chance.choice((1, 2, 5, 20, 200, 3000)), len(data) - at)
            match chance.randrange(5):
                case 0:
                    del data[at : at + length]
                case 1:
                    data[at:at] = chance.choice(_TOKENS)
                case 2:
                    data[at : at + length] = chance.choice(_TOKENS)
                case 3:
                    other = chance.randrange(len(data))
                    data[at:at] = data[other : other + length]
                case 4:
                    data[at] = chance.randrange(256)
        yield bytes(data)


def _tei(inside: bytes) -> bytes:
    return b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a">' + inside + b"</TEI>"


def _bomb() -> bytes:
    lines = [b'<!ENTITY a0 "aaaaaaaaaa">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)]
    return b"<!DOCTYPE TEI [" + b"".join(lines) + b"]>" + _tei(b"&a11;")


def _in_abstract(inside: str) -> bytes:
    """Give the edition with more in the paragraph of its abstract."""
    at = ARTICLE.index(b"</p>", ARTICLE.index(b'type="abstract"'))
    return ARTICLE[:at] + inside.encode() + ARTICLE[at:]


COSTLY: Final[dict[str, Callable[[], bytes]]] = {
    "an entity bomb": _bomb,
    "an entity that refers to itself": lambda: b'<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>' + _tei(b"&a;"),
    "quadratic entities": lambda: b'<!DOCTYPE TEI [<!ENTITY a "%s">]>' % (b"a" * 100_000) + _tei(b"&a;" * 100_000),
    "10,000 deep": lambda: _tei(b"<p>" * 10_000 + b"</p>" * 10_000),
    "250 deep": lambda: _tei(b"<p>" * 250 + b"</p>" * 250),
    "a million attributes": lambda: _tei(b"<p %s/>" % b" ".join(b'a%d=""' % n for n in range(1_000_000))),
    "a million elements": lambda: _tei(b"<p/>" * 1_000_000),
    "100,000 references that lead nowhere": lambda: _tei(b'<p ref="#per.x"/>' * 100_000),
    "100,000 ids": lambda: _tei(b"".join(b'<p xml:id="i%d"/>' % n for n in range(100_000))),
    "the same id 100,000 times": lambda: _tei(b'<p xml:id="i"/>' * 100_000),
    "a text of 15 MB": lambda: _tei(b"a " * 7_500_000),
    "a word of 9 MB": lambda: _tei(b"a" * 9_000_000),
    "a value of 9 MB": lambda: _tei(b'<p n="%s"/>' % (b"a" * 9_000_000)),
    "a name of 50,000 characters": lambda: _tei(b"<%s/>" % (b"a" * 50_000)),
    "a million namespaces": lambda: _tei(b"".join(b'<a%d:p xmlns:a%d="u%d"/>' % (n, n, n) for n in range(100_000))),
    "a comment of 15 MB": lambda: _tei(b"<!--%s-->" % (b"a " * 7_500_000)),
    "a million instructions": lambda: _tei(b'<?titelei excuse rule="a"?>' * 300_000),
    "a line of 5 MB full of faults": lambda: _tei(b"<foo/>" * 800_000),
    "20,000 invisible characters": lambda: _in_abstract("word U+200B\u200b " * 20_000),
    "8,000 names without an entry": lambda: _in_abstract("<placeName>Georgia</placeName> " * 8_000),
}
"""What tries to cost much, each under the size that is read at all (20 MiB)."""

COSTLY_SECONDS: Final = {"20,000 invisible characters": 15, "8,000 names without an entry": 20}
"""CPU time that some of these may take, where a minute is too much: bench/speed.py holds them to it."""
