"""What a project sets of the look of its pages, as the one document that stylesheets get of it (``xslt/house``)."""

import base64
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Final

from titelei import resources
from titelei.messages import say
from titelei.nearest import did_you_mean
from titelei.settings import contrast
from titelei.settings.values import Settings

NAMESPACE: Final = "urn:titelei:house"
PICTURES: Final = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
FONTS: Final = ("serif", "sans", "mono")
DARK: Final = "-dark"
"""What the name of a colour ends with that holds on dark screens."""

_PROPERTY: Final = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,8}|var\(--[a-z]+\))", re.IGNORECASE)
_COLOUR: Final = re.compile(
    r"#([0-9a-f]{3,4}){1,2}|[a-z]+|(rgb|hsl|oklch|oklab|lab|lch|color)\([0-9a-z.,%/ -]+\)", re.I
)
_FONT: Final = re.compile(r"[^;{}<>@\\]+")
_MOST_BYTES: Final = 300_000


def text(settings: Settings) -> str:
    """Give the look as XML; what nobody set is not there."""
    look = settings.look
    parts = [f"<style>{escape(own)}</style>"] if (own := style(settings)) else []
    if look.logo:
        data = base64.b64encode((settings.root / look.logo).read_bytes()).decode("ascii")
        parts.append(f"<logo>data:{PICTURES[look.logo.suffix.lower()]};base64,{data}</logo>")
    parts += (f'<footer xml:lang="{escape(lang)}">{escape(said)}</footer>' for lang, said in look.footer.items())
    parts += (f'<link href="{escape(to)}">{escape(word)}</link>' for word, to in look.navigation.items())
    parts += (
        f'<edition xml:lang="{escape(lang)}">{escape(said)}</edition>' for lang, said in settings.edition.titles.items()
    )
    parts += _imprint(settings)
    return f'<house xmlns="{NAMESPACE}">{"".join(parts)}</house>'


def _imprint(settings: Settings) -> Iterator[str]:
    """Give who publishes the edition and answers for it; nothing where the settings name nobody."""
    said, edition = settings.imprint, settings.edition
    facts = {"publisher": edition.publisher, "contact": said.contact}
    named = "".join(f' {name}="{escape(value)}"' for name, value in facts.items() if value)
    inner = "".join(
        f"<{element}>{escape(value)}</{element}>"
        for element, values in (
            ("person", edition.responsible),
            ("line", said.address),
            ("issn", settings.journal.issn),
        )
        for value in values
    )
    inner += "".join(f'<about xml:lang="{escape(lang)}">{escape(text)}</about>' for lang, text in said.about.items())
    if named or inner:
        yield f"<imprint{named}>{inner}</imprint>"


def labels(settings: Settings) -> tuple[Path, ...]:
    """Give the project's own files of labels, one a language."""
    folder = settings.own_xslt / "labels" if settings.own_xslt else None
    return tuple(sorted(folder.glob("*.xml"))) if folder is not None and folder.is_dir() else ()


def faults(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give (key, sentence) for all that is named and not there, cannot be used, or would have no effect."""
    look, known = settings.look, colours()
    for key, path, kind in (
        (("look", "logo"), look.logo, "file"),
        (("look", "css"), look.css, "file"),
        (("validate", "rules"), settings.validate.rules, "file"),
        (("paths", "xslt"), settings.paths.xslt, "folder"),
        (("paths", "schemas"), settings.paths.schemas, "folder"),
    ):
        there = settings.root / path if path is not None else None
        if there is not None and not (there.is_file() if kind == "file" else there.is_dir()):
            yield (
                key,
                say("{path} is not there. Correct the path, which begins at titelei.toml, or make it.", path=path),
            )
    if look.logo and (settings.root / look.logo).is_file():
        yield from ((("look", "logo"), said) for said in _of_logo(settings.root / look.logo))
    if look.css and (settings.root / look.css).is_file():
        yield from ((("look", "css"), said) for said in _of_css(settings.root / look.css))
    for name, value in look.colours.items():
        if name.removesuffix(DARK) not in known:
            hint = did_you_mean(name, known)
            yield (
                ("look", "colours", name),
                say(
                    "there is no colour “{name}”.{hint} Known are {known}; with -dark at the end for dark screens.",
                    name=name,
                    hint=hint,
                    known=", ".join(known),
                ),
            )
        elif not _COLOUR.fullmatch(value):
            yield ("look", "colours", name), say("“{value}” is no colour. Write one such as #7a1f2b.", value=value)
    for name, value in look.fonts.items():
        if name not in FONTS:
            yield ("look", "fonts", name), say("there is no font “{name}”. Known are serif, sans and mono.", name=name)
        elif not _FONT.fullmatch(value):
            yield (
                ("look", "fonts", name),
                say("“{value}” is no list of fonts. Write one such as Georgia, serif.", value=value),
            )
    for word, address in look.navigation.items():
        if not re.fullmatch(r"https?://\S+|/\S*|mailto:\S+", address):
            yield (
                ("look", "navigation", word),
                say("“{address}” is no address that begins with https://, mailto: or /.", address=address),
            )
    yield from _of_contrast(look.colours)
    yield from _of_languages(settings)


def _of_contrast(own: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    light, dark = ours()
    own_light = {name: value for name, value in own.items() if not name.endswith(DARK)}
    own_dark = {name.removesuffix(DARK): value for name, value in own.items() if name.endswith(DARK)}
    for name, said in (*contrast.faults(own_light, light), *contrast.faults(own_dark, {**light, **dark}, DARK)):
        yield ("look", "colours", name), said


def _of_languages(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    offered = settings.render.languages
    key = ("edition" if offered is settings.edition.languages else "render", "languages")
    labelled = {*resources.languages(), *(path.stem for path in labels(settings))}
    for language in offered:
        if language not in labelled:
            yield (
                key,
                say(
                    "there are no labels in “{language}”. Write own/labels/{language}.xml after xslt/labels/en.xml, "
                    "with own as xslt in [paths], or take the language out.",
                    language=language,
                ),
            )
    for at, by_language in (
        (("look", "footer"), settings.look.footer),
        (("imprint", "about"), settings.imprint.about),
        (("edition", "titles"), settings.edition.titles),
    ):
        for language in by_language:
            if language not in offered:
                yield (
                    (*at, language),
                    say(
                        "no page is in “{language}”, so this has no effect. Name the language in [render] languages.",
                        language=language,
                    ),
                )


@cache
def colours() -> tuple[str, ...]:
    """Name the colours that our style sheet has, in its order."""
    sheet = (resources.xslt() / "formats" / "html" / "style.css").read_text("utf-8")
    return tuple(dict.fromkeys(name for name, _ in _PROPERTY.findall(sheet)))


@cache
def ours() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give our colours by name, on light screens and on dark ones."""
    sheet = (resources.xslt() / "formats" / "html" / "style.css").read_text("utf-8")
    light, dark = (dict(_PROPERTY.findall(block)) for block in re.findall(r":root \{(.*?)\n *\}", sheet, re.DOTALL)[:2])
    return light, dark


def style(settings: Settings) -> str:
    """Give the style that the project sets, which comes after ours; empty where it sets none."""
    css = settings.look.css
    own = (settings.root / css).read_text("utf-8-sig") if css else ""
    return "\n".join(filter(None, (properties(settings), own.strip())))


def properties(settings: Settings, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Give the fonts and colours that the project sets as custom properties; ``names`` are those called otherwise."""
    look = settings.look
    light = {name: value for name, value in look.colours.items() if not name.endswith(DARK)}
    dark = {name.removesuffix(DARK): value for name, value in look.colours.items() if name.endswith(DARK)}
    rules = (
        ("", look.fonts),
        ("@media not (prefers-color-scheme: dark)", light),
        ("@media (prefers-color-scheme: dark)", dark),
    )
    called = ((media, {names.get(name, name): value for name, value in values.items()}) for media, values in rules)
    return "\n".join(rule for media, values in called if (rule := _rule(media, values)))


def _rule(media: str, values: Mapping[str, str]) -> str:
    if not values:
        return ""
    said = f":root {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}"
    return f"{media} {{ {said} }}" if media else said


def _of_logo(path: Path) -> Iterator[str]:
    if path.suffix.lower() not in PICTURES:
        yield say("{name} is no picture that pages can show. Take an SVG, PNG, JPEG or WebP.", name=path.name)
    elif path.stat().st_size > _MOST_BYTES:
        yield say("{name} is larger than 300 kB, and stands in every page. Make it smaller.", name=path.name)


def _of_css(path: Path) -> Iterator[str]:
    try:
        css = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        yield say("{name} cannot be read: {error}. Save it as UTF-8.", name=path.name, error=error)
        return
    for number, line in enumerate(css.splitlines(), 1):
        fetched = re.search(r"@import|url\(\s*['\"]?(?!data:|#)", line, re.IGNORECASE)
        if fetched or "</style" in line.lower():
            yield say(
                "{name} line {number}: pages hold all that they need and fetch nothing. Take “{what}” out, or put "
                "what it names there as data:.",
                name=path.name,
                number=number,
                what=fetched[0] if fetched else "</style",
            )
