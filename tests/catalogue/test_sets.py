"""Names in any script become parts of a setSpec."""

import pytest

from titelei.repository.catalogue.sets import name_part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Vestnik. Seriya 4", "vestnik-seriya-4"),
        ("Вестник МГУ", "vestnik-mgu"),
        ("1914/1918", "1914-1918"),
        ("…", "untitled"),
    ],
)
def test_a_name_that_can_be_written_in_latin_letters_is(name: str, part: str) -> None:
    assert name_part(name) == part


def test_names_in_other_scripts_are_told_apart() -> None:
    names = ("მაცნე", "Բանբեր", "歴史学研究", "史学雑誌", "მაცნე 4")
    parts = [name_part(name) for name in names]
    assert len(set(parts)) == len(names)
    assert all(part.isascii() and part for part in parts)
    assert parts[-1].startswith("4-x")
    assert name_part(" მაცნე ") == parts[0]
