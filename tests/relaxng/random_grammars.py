"""Random small grammars, ambiguous and interleaved ones among them, and random documents of the same few names."""

import random

from relaxng.grammars import source

_NAMES = "abc"
_VALUES = (
    "<text/>",
    "<value>u</value>",
    "<choice><value>u</value><value>v w</value></choice>",
    '<data type="integer"/>',
    '<list><oneOrMore><data type="NCName"/></oneOrMore></list>',
    '<data type="token"><param name="pattern">[uv]+</param></data>',
    '<data type="token"><except><value>u</value></except></data>',
)
_TEXTS = ("u", "v w", "12", "uv", "%", "")
_JOINS = ("group", "choice", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed")
_REFERENCES = tuple(f"d{number}" for number in range(5))


def random_grammar(chance: random.Random) -> str:
    """Make a grammar; not every one keeps the restrictions of RELAX NG, 7."""
    roots = "".join(f'<ref name="{name}"/>' for name in chance.sample(_REFERENCES, 2))
    parts = [f"<start><choice>{roots}</choice></start>"]
    for name in _REFERENCES:
        body = chance.choice(_VALUES) if chance.random() < 0.25 else _pattern(3, chance)
        if chance.random() < 0.4:
            body = f"<optional>{_attribute(chance)}</optional>{body}"
        element = f"<name>{chance.choice(_NAMES)}</name>"
        if chance.random() < 0.05:
            element = "<anyName><except><name>a</name></except></anyName>"
        parts.append(f'<define name="{name}"><element>{element}{body}</element></define>')
    return source("".join(parts))


def _pattern(depth: int, chance: random.Random, *, attributes: bool = True) -> str:
    if depth == 0 or chance.random() < 0.3:
        kind = chance.random()
        if kind < 0.6:
            return f'<ref name="{chance.choice(_REFERENCES)}"/>'
        if kind < 0.75 and attributes:
            return _attribute(chance)
        return chance.choice(("<text/>", "<empty/>"))
    join = chance.choice(_JOINS)
    inner = "".join(
        _pattern(depth - 1, chance, attributes=attributes and join not in ("oneOrMore", "zeroOrMore"))
        for _ in range(chance.randint(1, 3))
    )
    return f"<{join}>{inner}</{join}>"


def _attribute(chance: random.Random) -> str:
    return f'<attribute name="{chance.choice("xy")}">{chance.choice(_VALUES)}</attribute>'


def random_document(chance: random.Random, depth: int = 4) -> str:
    """Make a document of the names that :func:`random_grammar` uses."""
    name = chance.choice(_NAMES)
    attributes = "".join(f' {one}="{chance.choice(_TEXTS)}"' for one in "xy" if chance.random() < 0.2)
    inner = ""
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3)) if depth else 0):
        inner += chance.choice((*_TEXTS, " ")) if chance.random() < 0.25 else random_document(chance, depth - 1)
    return f"<{name}{attributes}>{inner}</{name}>"
