"""Documents with faults of each kind, and what ``titelei validate`` makes of them."""

import re
import subprocess
from pathlib import Path

from in_this_process import titelei

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = ROOT / "tei" / "articles" / "ambartsumyan-2021.xml"


def damaged(text: str | None = None) -> str:
    """Give the article with a fault of the rules, of the grammar, of identifiers, and an excused one."""
    text = ARTICLE.read_text("utf-8") if text is None else text
    for old, new in (
        ('<persName ref="#per.kirov"', '<persName ref="#per.nowhere"'),
        ("</front>", "<foo>A &lt; “B” &amp; Ж</foo></front>"),
        (
            '<person xml:id="per.kirov"',
            '<?titelei excuse rule="entry-mentioned" reason="in the body “only” &amp; so"?><person xml:id="per.kirov"',
        ),
        ('<place xml:id="pla.russia"', '<place xml:id="pla.moscow"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def project(folder: Path, article: str | None = None, settings: str = "") -> Path:
    """Make a project that holds the article (damaged, or as given) and its page; give the article's path."""
    base = (ROOT / "titelei.toml").read_text("utf-8")
    (folder / "titelei.toml").write_text(base + settings, "utf-8")
    path = folder / "tei" / "articles" / ARTICLE.name
    path.parent.mkdir(parents=True)
    path.write_text(damaged() if article is None else article, "utf-8")
    sources = folder / "tei" / "sources"
    sources.mkdir()
    for page in (ROOT / "tei" / "sources").iterdir():
        (sources / page.name).write_bytes(page.read_bytes())
    return path


def validate(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a project."""
    return titelei("validate", *arguments, cwd=folder)


def words(html: str) -> str:
    """Give the text of a page with its white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
