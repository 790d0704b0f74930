"""What stylesheets say when they stop or find a fault, as templates: the arguments of their functions that tell it.

A literal is text, what stands between literals is a part: ``'There is no phase “' || $name || '”.'`` becomes
“There is no phase “{p1}”.”. Literals of a condition within are messages, too, since they may be such a part.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

_CALL: Final = re.compile(r"\b(?:t:fault|t:warning|errors:fail|errors:impossible|crossref:beyond-words)\(")
_TOKEN: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\|\||[(),\[\]{}]|[^'"|(),\[\]{}]+|\|""")
_WORDS: Final = re.compile(r"[a-z]{2,} [a-z]|^[A-Z][a-z]+ [a-z]| [a-z]{3,}")


def templates(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each template with the file it stands in."""
    for path in sorted(folder.rglob("*.xsl")):
        for element in etree.parse(path, etree.XMLParser(recover=True)).getroot().iter(etree.Element):
            for value in element.attrib.values():
                for call in _CALL.finditer(str(value)):
                    for argument in _arguments(str(value)[call.end() :]):
                        yield from ((text, str(path.relative_to(folder))) for text in _texts(argument))


def _arguments(text: str) -> list[list[str]]:
    """Give the arguments of a call as tokens; the text begins behind its bracket."""
    found: list[list[str]] = [[]]
    depth = 0
    for token in _TOKEN.findall(text):
        if token in ")]}" and depth == 0:
            break
        depth += (token in "([{") - (token in ")]}")
        if token == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _texts(tokens: list[str]) -> Iterator[str]:
    """Give the template of an argument, and those within its conditions."""
    pieces: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token in "([{") - (token in ")]}")
        if token == "||" and depth == 0:
            pieces.append([])
        elif token.strip():
            pieces[-1].append(token)
    made = []
    for number, piece in enumerate(pieces):
        if len(piece) == 1 and piece[0][0] in "'\"":
            made.append(_literal(piece[0]))
        else:
            made.append(f"{{p{number}}}")
            for token in piece:
                if token[0] in "'\"" and _WORDS.search(_literal(token)):
                    yield _literal(token)
    text = "".join(made)
    if _WORDS.search(re.sub(r"\{p\d+\}", "", text)):
        yield text


def _literal(token: str) -> str:
    quote = token[0]
    return token[1:-1].replace(quote * 2, quote).replace("{", "{{").replace("}", "}}")
