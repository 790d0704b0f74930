"""What is to be copied into XML stands in straight quotation marks, in rules and in code alike."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_attribute_in_a_message_has_curly_quotation_marks() -> None:
    files = [*ROOT.glob("src/titelei/**/*.py"), *ROOT.glob("schemas/*.odd"), *ROOT.glob("schemas/*.sch")]
    assert len(files) > 100
    found = [f"{f.relative_to(ROOT)}: {m[0]}" for f in files for m in re.finditer(r"[\w:]+=“", f.read_text("utf-8"))]
    assert found == []
