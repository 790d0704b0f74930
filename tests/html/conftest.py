"""Pages of all articles of both editions and of odd documents, rendered once, to be held to what a page must be."""

from pathlib import Path

import pytest

from titelei.render.render import RenderSettings, render
from titelei.xml.read import read


def _sources(root: Path) -> list[Path]:
    second = sorted((root / "tests" / "editions" / "waterways" / "tei" / "articles").glob("*.xml"))
    accepted = sorted((root / "tests" / "grammar" / "accepted").glob("*.xml"))
    return [root / "tei" / "articles" / "ambartsumyan-2021.xml", *second, *accepted]


@pytest.fixture(scope="session")
def page_files(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give the files of all pages, in every language of labels."""
    folder = tmp_path_factory.mktemp("pages")
    written = []
    for source in _sources(root):
        outputs, _ = render(read(source), settings=RenderSettings(), formats=("html",))
        for output in outputs:
            path = folder / source.stem / output.file_name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(output.data)
            written.append(path)
    assert len(written) >= 2 * 13
    return written


@pytest.fixture(scope="session")
def first_page(page_files: list[Path]) -> Path:
    """Give the page of the first edition."""
    return page_files[0]
