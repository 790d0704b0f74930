"""Resumption tokens are ours or refused; the key is made once and kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.articles import Clock, put
from oai.answers import NS, ask, codes, names, token
from oai.server import provider
from titelei.oai.tokens import Signer, Token, open_signer
from titelei.repository.catalogue import Catalogue

SIGNER = Signer(b"k" * 32)
TOKEN = Token(verb="ListRecords", prefix="oai_dc", set_spec="year:2021", until=5, place=1 << 50, cursor=100, size=101)


def test_a_token_comes_back_as_it_was_written() -> None:
    assert SIGNER.read(SIGNER.write(TOKEN)) == TOKEN


def test_another_key_or_a_changed_letter_is_refused() -> None:
    text = SIGNER.write(TOKEN)
    with pytest.raises(ValueError, match="no token"):
        Signer(b"j" * 32).read(text)
    for n, letter in enumerate(text):
        changed = text[:n] + ("A" if letter != "A" else "B") + text[n + 1 :]
        with pytest.raises(ValueError, match="no token"):
            SIGNER.read(changed)


@given(st.text(max_size=300))
def test_no_text_is_taken_for_a_token(text: str) -> None:
    with pytest.raises(ValueError, match="no token"):
        SIGNER.read(text)


def test_the_key_is_kept_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "key"
    one, is_kept = open_signer(file)
    other, _ = open_signer(file)
    assert is_kept
    assert other.read(one.write(TOKEN)) == TOKEN
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_damaged_key_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"short")
    _, is_kept = open_signer(file)
    assert is_kept
    assert len(file.read_bytes()) == 32


def test_where_nothing_can_be_kept_tokens_hold_as_long_as_the_process(tmp_path: Path) -> None:
    signer, is_kept = open_signer(tmp_path / "nowhere" / "key")
    assert not is_kept
    assert signer.read(signer.write(TOKEN)) == TOKEN


def test_a_list_until_a_time_ends_well_though_all_that_was_left_of_it_has_changed(filled: Catalogue) -> None:
    asked = provider(filled, 6)
    first = ask(asked, verb="ListRecords", metadataPrefix="oai_dc", until="2026-03-01T13:00:00Z")
    assert names(first) == ["a0", "a1", "a2", "a4", "a5", "a7"]
    later = Clock()
    later.seconds += 86_400
    for name in ("a3", "a1"):
        put(filled, name, 2, now=later)
    found = token(first)
    assert found is not None
    last = ask(asked, verb="ListRecords", resumptionToken=found.text or "")
    assert codes(last) == []
    assert names(last) == ["a3"], "one of those that have changed, so that the answer is valid"
    end = token(last)
    assert end is not None
    assert end.text is None


def test_a_list_of_a_set_ends_well_though_all_that_was_left_of_it_has_gone_elsewhere(filled: Catalogue) -> None:
    asked = provider(filled, 3)
    first = ask(asked, verb="ListIdentifiers", metadataPrefix="oai_dc", set="year:2021")
    assert names(first) == ["a1", "a5", "a7"]
    later = Clock()
    later.seconds += 86_400
    put(filled, "a3", 2, now=later, year=1999)
    found = token(first)
    assert found is not None
    last = ask(asked, verb="ListIdentifiers", resumptionToken=found.text or "")
    assert names(last) == ["a3"], "what was to come, as it is now: nothing that did not change comes again"
    assert last.findtext(".//o:resumptionToken", None, NS) == ""
    for name in ("a1", "a5", "a7"):
        put(filled, name, 2, now=later, year=1999)
    assert names(ask(asked, verb="ListIdentifiers", resumptionToken=found.text or "")) == ["a3"]
