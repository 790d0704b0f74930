"""JSON by a grammar: RELAX NG like the others, of the XML form of JSON (XPath and XQuery Functions, 22.1).

That form is what the stylesheets write JSON from.
"""

import json
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Final

from titelei.check import json_text, xml
from titelei.check.report import fault
from titelei.check.trees import Trees
from titelei.messages import say
from titelei.model import Finding

_FN: Final = "http://www.w3.org/2005/xpath-functions"
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+|\s+')
_COLON: Final = re.compile(r"\s*:")


def check(name: str, data: bytes, grammar: Path, explain: xml.Explain | None = None) -> tuple[Finding, ...]:
    """Hold a JSON output to the grammar of its XML form; ``explain`` tells its faults.

    Raises:
        AssetError: the grammar is missing or broken.
    """
    text = data.decode("utf-8")
    try:
        json_text.load(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return (fault("output-syntax", name, say("{name} is not JSON: {error}.", name=name, error=error), line=line),)
    lines = text.split("\n")
    written = in_xml(text).encode("utf-8")
    return tuple(
        replace(found, path="", column=0, source_line=lines[found.line - 1] if 0 < found.line <= len(lines) else "")
        for found in xml.check(name, written, grammar, explain, Trees({name: written}))
    )


def in_xml(text: str) -> str:
    """Write valid JSON text in its XML form, each value on the line on which it stands."""
    written: list[str] = []
    ends: list[str] = []
    key = ""
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token.isspace():
            written.append(re.sub(r"[^\n]", " ", token))
        elif token in "}]":
            written.append(ends.pop())
        elif token in "{[":
            kind = "map" if token == "{" else "array"
            written.append(f"<{kind}{key}{'' if ends else f' xmlns="{_FN}"'}>")
            ends.append(f"</{kind}>")
            key = ""
        elif token[0] == '"' and _COLON.match(text, found.end()):
            key = f' key="{_escaped(json.loads(token))}"'
        elif token not in ":,":
            written.append(_scalar(token, key, "" if ends else f' xmlns="{_FN}"'))
            key = ""
    return "".join(written)


def _scalar(token: str, key: str, namespace: str) -> str:
    value = json.loads(token)
    if value is None:
        return f"<null{key}{namespace}/>"
    kind = "string" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "number"
    return f"<{kind}{key}{namespace}>{_escaped(value) if isinstance(value, str) else token}</{kind}>"


def _escaped(text: str) -> str:
    """Write text for XML on one line; what XML cannot hold becomes U+FFFD."""
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\ufffd", text)
    return escape(plain).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
