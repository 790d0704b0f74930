"""In which encoding a file says that it is: by its mark, its first bytes, its declaration, in this order."""

import pytest

from titelei.xml.encoding import decoded, encoding_of

DECLARED = '<?xml version="1.0" encoding="{}"?><a>ж</a>'


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + DECLARED.format("KOI8-R").encode(), "utf-8"),
        (b"\xff\xfe" + DECLARED.format("UTF-16").encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + DECLARED.format("UTF-16").encode("utf-16-be"), "utf-16-be"),
        (DECLARED.format("UTF-16").encode("utf-16-le"), "utf-16-le"),
        (DECLARED.format("UTF-16").encode("utf-16-be"), "utf-16-be"),
        (DECLARED.format("koi8-r").encode("koi8-r"), "koi8-r"),
        (DECLARED.replace('"', "'").format("windows-1251").encode("cp1251"), "windows-1251"),
        ("<a>ж</a>".encode(), "utf-8"),
        ('<a encoding="koi8-r">ж</a>'.encode(), "utf-8"),
        (b"", "utf-8"),
    ],
)
def test_an_encoding_is_told_and_gives_the_letters_back(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding
    text = decoded(data, encoding)
    assert not text.startswith("\ufeff")
    assert "ж" in text or not data


def test_what_nothing_tells_is_what_the_caller_says() -> None:
    assert encoding_of("ж".encode("cp1251"), "cp1251") == "cp1251"
    assert encoding_of("\ufeffж".encode(), "cp1251") == "utf-8"
