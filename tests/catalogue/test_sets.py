"""Names in any script become parts of a setSpec."""

import pytest

from titelei.facts import Facts, Journal, JournalTitle
from titelei.repository.catalogue.journals import of_facts
from titelei.repository.catalogue.sets import name_part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Vestnik Seriya 4", "vestnik-seriya-4"),
        ("Annals of Waterways.", "annals-of-waterways"),
        ("Вестник МГУ", "vestnik-mgu"),
        ("1914 1918", "1914-1918"),
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


def test_journals_that_differ_in_marks_alone_have_sets_of_their_own() -> None:
    latin = ("Law Order", "Law & Order", "Law, Order", "Law-Order")
    names = (*latin, "Вестник Серия 4", "Вестник. Серия 4", "Вестник: серия 4")
    parts = [name_part(name) for name in names]
    assert len(set(parts)) == len(names)
    assert parts[0] == "law-order"
    assert all(part.startswith(("law-order", "vestnik-seriya-4")) for part in parts)


@pytest.mark.parametrize("lang", ["ru-RU", "sr", "kk-Cyrl", "tg"])
def test_a_journal_goes_by_its_title_in_latin_letters_whatever_the_tag_of_the_other(lang: str) -> None:
    titles = (("Летопись", lang), ("Annals of Waterways", "en-GB"))
    named = tuple(JournalTitle(role="main", lang=tag, text=text) for text, tag in titles)
    said = of_facts(Facts(journal=Journal(titles=named)))
    assert said is not None
    assert (said.address, said.title) == ("annals-of-waterways", "Летопись")
