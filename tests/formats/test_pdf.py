"""The page as a PDF: made where it is named, told in words where WeasyPrint is not there."""

import sys
from pathlib import Path

import pypdfium2
import pytest

from titelei import formats
from titelei.check import check_outputs
from titelei.errors import UsageError
from titelei.render.render import RenderSettings, render
from titelei.xml.read import read


def _article(root: Path) -> Path:
    return root / "tests" / "editions" / "waterways" / "tei" / "articles" / "orlova-2020.xml"


def test_it_is_off_until_somebody_names_it() -> None:
    known = formats.registry()
    assert "pdf" not in known.names
    assert "pdf" not in {kind.name for kind in known.chosen(())}
    assert [kind.name for kind in known.chosen(("pdf", "html"))] == ["html", "pdf"]
    kind = known.of_file("orlova-2020.page.pdf", "orlova-2020")
    assert kind is not None
    assert kind.media_type == "application/pdf"


def test_without_the_extra_it_is_said_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"titelei\[pdf\], and Pango with the system's packages, or take pdf out"):
        render(read(_article(root)), formats=("pdf",))


def test_what_is_no_whole_pdf_is_an_error() -> None:
    (finding,) = check_outputs({"a-2000.page.pdf": b"%PDF-1.7\n1 0 obj"}, article_id="a-2000")
    assert finding.message == "a-2000.page.pdf is no whole PDF."


@pytest.mark.long
def test_it_is_the_page_on_a4_with_numbers_and_the_same_bytes_each_time(root: Path) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint is not there; pip install titelei[pdf], and Debian's libpango")
    settings = RenderSettings(formats=("html", "pdf"))
    outputs, findings = render(read(_article(root)), settings=settings)
    made = {output.file_name: output.data for output in outputs}
    assert findings == ()
    assert b'href="orlova-2020.page.pdf"' in made["index.html"]
    pdf = made["orlova-2020.page.pdf"]
    assert check_outputs({"orlova-2020.page.pdf": pdf}, article_id="orlova-2020") == ()
    again, _ = render(read(_article(root)), settings=settings, formats=("pdf",))
    assert again[0].data == pdf
    pages = pypdfium2.PdfDocument(pdf)
    assert [round(points) for points in pages[0].get_size()] == [595, 842]
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert "Ледовые дороги" in texts[0]
    assert f"2 / {len(texts)}" in texts[1]
    assert "Annals of Waterways" in texts[1]
