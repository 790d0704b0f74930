"""Of several languages the wanted one is found after RFC 4647: by region and letters, not letter by letter."""

import pytest

from titelei.characters.tags import OTHER, distance, in_language


@pytest.mark.parametrize(
    ("wanted", "tags", "found"),
    [
        ("en-GB", ("ru", "en", "en-US"), ["en", "en-US"]),
        ("pt", ("pt-BR", "es"), ["pt-BR"]),
        ("sr-Latn", ("sr", "sr-Cyrl", "sr-Latn-RS"), ["sr-Latn-RS"]),
        ("ru", ("ru-Latn", "RU"), ["RU"]),
        ("en", ("en-GB", "en"), ["en", "en-GB"]),
    ],
)
def test_the_nearest_language_comes_first_and_other_letters_are_left_out(
    wanted: str, tags: tuple[str, ...], found: list[str]
) -> None:
    assert in_language(tags, wanted, lambda tag: tag) == found


def test_what_has_no_language_is_in_none() -> None:
    assert distance("", "en") == distance("en", "") == distance("ru", "en") == OTHER
