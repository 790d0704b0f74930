"""What real SWORD servers do that its text does not say; each quirk is switched on in a double."""

from dataclasses import replace
from pathlib import Path

import pytest

from deposit.articles import QUICK, item, ledger
from deposit.peers import peer, send
from servers.sword import SwordServer
from servers.sword_documents import FOREIGN, QUIRKS
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.readings import readings
from titelei.deposit.targets import archives, atom
from titelei.deposit.values import Reply, Request, State

HARMLESS = (
    "in-progress-stays",
    "eprints-namespace",
    "eprints-receipt",
    "endless-list",
    "wrong-md5",
    "packaging-415",
    "strict-multipart",
    "no-receipt",
    "broken-statement",
    "media-list",
    "one-identifier",
    "relative-addresses",
)
LISTS = ("feed-is-export", "listed-by-id", "bare-list", "endless-list", "relative-addresses")


@pytest.mark.parametrize("packaging", ["", "Binary", "METSDSpaceSIP", "EPrintsXML"])
@pytest.mark.parametrize("quirk", HARMLESS)
def test_a_deposit_gets_through_whatever_the_quirk(quirk: str, packaging: str, tmp_path: Path) -> None:
    with SwordServer(quirk) as server:
        assert send(server, tmp_path, item(1), packaging=packaging).state is State.PUBLISHED
        stored = server.items[1]
        assert stored.title == item(1).description.title
        assert {item(1).object_id, item(1).page} & set(stored.identifiers)
        # The change goes to the same item, at the address that takes it.
        assert send(server, tmp_path, item(2), packaging=packaging).state is State.PUBLISHED
        assert (len(server.items), stored.revisions) == (1, 2)


@pytest.mark.parametrize("packaging", ["", "METSDSpaceSIP"])
@pytest.mark.parametrize("quirk", LISTS)
def test_a_lost_ledger_finds_our_item_however_little_the_list_says(quirk: str, packaging: str, tmp_path: Path) -> None:
    with SwordServer(quirk) as server:
        others = [item(1, article=f"a-{n}") for n in range(3)]
        for n, other in enumerate(others):
            send(server, tmp_path / f"{n}", other, packaging=packaging)
        sent = send(server, tmp_path / "new", others[1], packaging=packaging)
        assert (sent.state, len(server.items)) == (State.PUBLISHED, 3)
        assert dict(sent.links)["edit"] == f"{server.public}/edit/2"


def test_dspace_as_a_whole_takes_a_mets_package_and_its_change(tmp_path: Path) -> None:
    quirks = ("no-multipart", "listed-by-id", "media-list", "one-identifier", "broken-statement")
    with SwordServer(*quirks) as server:
        options = {"packaging": "METSDSpaceSIP"}
        assert send(server, tmp_path, item(1), **options).state is State.PUBLISHED
        assert send(server, tmp_path, item(2), **options).state is State.PUBLISHED
        assert send(server, tmp_path / "lost", item(2), **options).state is State.PUBLISHED
        assert len(server.items) == 1


def test_a_server_that_reads_no_multipart_is_explained(tmp_path: Path) -> None:
    with SwordServer("no-multipart") as server:
        sent = send(server, tmp_path, item(1))
    assert sent.state is State.REFUSED
    assert "METSDSpaceSIP" in sent.reading


def test_an_archive_that_takes_no_changes_keeps_what_it_has_and_is_explained(tmp_path: Path) -> None:
    with SwordServer("final-archive") as server:
        send(server, tmp_path, item(1))
        changed = send(server, tmp_path, item(2))
        assert (changed.state, server.items[1].revisions) == (State.REFUSED, 1)
        assert "archived" in changed.reading
        # Back to what the target has: there is nothing to send.
        assert send(server, tmp_path, item(1)).state is State.PUBLISHED
        assert server.items[1].revisions == 1


def test_an_item_in_review_that_its_depositor_may_not_touch_is_told(tmp_path: Path) -> None:
    with SwordServer("reviewed", "closed-review", "eprints-receipt") as server:
        assert send(server, tmp_path, item(1)).state is State.IN_REVIEW
        changed = send(server, tmp_path, item(2))
        assert changed.state is State.REFUSED
        assert "under review" in changed.reading
        (row,) = ledger(tmp_path).rows()
        assert (row.state, row.is_held) == (State.REFUSED, True), "verify goes on asking for what is in review"
        server.items[1].state = "archive"
        assert send(server, tmp_path, item(2)).state is State.PUBLISHED


def test_an_item_that_nobody_handed_in_is_told(tmp_path: Path) -> None:
    with SwordServer("inbox") as server:
        sent = send(server, tmp_path, item(1))
    assert sent.state is State.ACCEPTED
    assert "hand it in" in sent.reading


def test_a_record_that_was_withdrawn_there_is_not_taken_for_published(tmp_path: Path) -> None:
    with SwordServer("eprints-receipt") as server:
        send(server, tmp_path, item(1))
        server.items[1].state = "deletion"
        sent = send(server, tmp_path, item(2))
    assert sent.state is State.REFUSED
    assert "staff" in sent.reading


def test_addresses_at_another_host_do_not_undo_a_deposit_and_get_nothing(tmp_path: Path) -> None:
    with SwordServer("foreign-addresses", "no-receipt") as server:
        sent = send(server, tmp_path, item(1))
        assert (sent.state, len(server.items)) == (State.ACCEPTED, 1)
        assert f"{FOREIGN}/edit/1" in sent.reading
        assert send(server, tmp_path, item(1)).message == "unchanged"


def test_an_error_document_in_the_answer_to_a_change_is_an_error(tmp_path: Path) -> None:
    with SwordServer() as server:
        send(server, tmp_path, item(1))
        server.quirks.add("error-in-204")
        assert send(server, tmp_path, item(2)).state is State.REFUSED
        server.quirks.clear()
        assert send(server, tmp_path, item(2)).state is State.PUBLISHED


def test_an_account_that_the_server_does_not_know_is_explained(tmp_path: Path) -> None:
    with SwordServer("unknown-owner") as server:
        sent = send(server, tmp_path, item(1), on_behalf_of="nobody")
    assert sent.state is State.REFUSED
    assert "on_behalf_of" in sent.reading


def test_an_address_found_by_hand_that_is_no_edit_address_is_told(tmp_path: Path) -> None:
    with SwordServer() as server:
        send(server, tmp_path / "lost", item(1))
        told = send(server, tmp_path, item(2), found=f"{server.public}/media/1")
        assert (told.state, server.items[1].revisions) == (State.REFUSED, 1)
        assert "edit address" in told.message


def test_an_error_document_in_a_201_is_an_error_in_its_own_words(tmp_path: Path) -> None:
    with SwordServer("error-in-201", "eprints-namespace") as server:
        sent = send(server, tmp_path, item(1))
    assert sent.state is State.REFUSED
    assert "the package could not be imported" in sent.words
    assert "its words count" in sent.reading


@pytest.mark.parametrize("quirk", ["", "packaging-415"])
def test_an_unknown_packaging_is_explained(quirk: str, tmp_path: Path) -> None:
    with SwordServer(*filter(None, [quirk])) as server:
        sent = send(server, tmp_path, item(1), packaging="http://example.org/Own")
    assert sent.state is State.REFUSED
    assert "packaging" in sent.reading


def test_a_body_that_was_changed_on_the_way_is_refused_by_its_checksum(tmp_path: Path) -> None:
    with SwordServer() as server:
        wrong = replace(archives.attachments({"a.zip": b"x"})[0], data=b"x")
        body, content_type = atom.multipart(
            atom.entry(item(1)), wrong, packaging="http://purl.org/net/sword/package/SimpleZip"
        )
        assert wrong.md5.encode() in body
        client = Client(server.public, Secrets(user=server.user, password=server.password), timeouts=QUICK)
        spoilt = body.replace(b"\r\n\r\nx\r\n", b"\r\n\r\ny\r\n")
        reply = client.exchange(
            Request(
                purpose="create",
                method="POST",
                address=f"{server.public}/collection",
                headers={"Content-Type": content_type},
                body=spoilt,
            )
        )
        assert (reply.status, b"ErrorChecksumMismatch" in reply.body) == (412, True)


def test_without_identifiers_in_its_entries_a_lost_deposit_is_found_by_its_title(tmp_path: Path) -> None:
    with peer("swordv2", tmp_path, "no-identifiers") as other:
        assert other.proxy is not None
        notes = ledger(tmp_path)
        other.proxy.cut("after", 3)
        assert other.desk(notes).send(item(1)).state is State.IN_PROGRESS
        assert other.desk(notes).send(item(1)).state is State.PUBLISHED
        assert len(other.published()) == 1


def test_an_item_that_may_be_ours_is_neither_taken_nor_doubled_until_somebody_says(tmp_path: Path) -> None:
    with SwordServer("no-identifiers") as server:
        send(server, tmp_path / "theirs", item(1))
        told = send(server, tmp_path / "ours", item(1))
        assert (told.state, len(server.items)) == (State.REFUSED, 1)
        assert "--found" in told.message
        assert "/edit/1" in told.message
        assert send(server, tmp_path / "ours", item(1), found="none").state is State.PUBLISHED
        assert len(server.items) == 2
        third = send(server, tmp_path / "third", item(2), found=f"{server.public}/edit/1")
        assert third.state is State.PUBLISHED
        assert (len(server.items), server.items[1].revisions) == (2, 2)


def test_an_article_of_the_same_title_with_identifiers_of_its_own_is_another(tmp_path: Path) -> None:
    with SwordServer() as server:
        other = replace(item(1), object_id="oai:example.org:other", page="https://example.org/other")
        send(server, tmp_path / "theirs", other)
        send(server, tmp_path / "ours", item(1))
        assert len(server.items) == 2


@pytest.mark.parametrize("kind", ["swordv2", "invenio"])
def test_a_record_of_the_same_doi_is_told(kind: str, tmp_path: Path) -> None:
    doi = "10.15688/jvolsu4.2021.2.11"
    ours = replace(item(1), description=replace(item(1).description, doi=doi))
    theirs = replace(
        ours, object_id="oai:example.org:other", page=f"https://doi.org/{doi}" if kind == "swordv2" else "https://a.b/c"
    )
    with peer(kind, tmp_path) as other:
        other.desk(ledger(tmp_path / "theirs")).send(theirs)
        told = other.desk(ledger(tmp_path / "ours")).send(ours)
        assert (told.state, len(other.published())) == (State.REFUSED, 1)
        assert "--found" in told.message
        assert other.desk(ledger(tmp_path / "ours")).send(ours, found="none").state is State.PUBLISHED
        assert len(other.published()) == 2


def test_our_item_is_found_on_a_later_page_of_the_collection(tmp_path: Path) -> None:
    with SwordServer() as server:
        for n in range(5):
            send(server, tmp_path / f"{n}", item(1, article=f"a-{n}"))
        send(server, tmp_path / "again", item(1, article="a-4"))
        assert len(server.items) == 5


def test_several_collections_or_a_wrong_name_are_told(tmp_path: Path) -> None:
    with SwordServer() as server:
        sent = send(server, tmp_path, item(1), collection="Artikles")
        assert "“Articles”" in sent.message
        assert send(server, tmp_path, item(1), collection="Articles").state is State.PUBLISHED


def test_the_one_acted_for_is_named(tmp_path: Path) -> None:
    with SwordServer() as server:
        send(server, tmp_path, item(1), on_behalf_of="jane")
        assert server.items[1].on_behalf_of == "jane"


def test_a_redirect_to_another_host_ends_the_deposit(tmp_path: Path) -> None:
    with SwordServer("elsewhere") as server:
        sent = send(server, tmp_path, item(1))
    assert (sent.state, "another host" in sent.message) == (State.REFUSED, True)


def test_what_the_target_has_changed_is_found_by_verify(tmp_path: Path) -> None:
    with peer("swordv2", tmp_path, "corrupts") as other:
        other.desk(ledger(tmp_path)).send(item(1))
        _, differences = other.desk(ledger(tmp_path)).verify(item(1))
        assert differences
    for quirk in ("no-files", "closed-files"):
        with peer("swordv2", tmp_path / quirk, quirk) as other:
            other.desk(ledger(tmp_path / quirk)).send(item(1))
            sent, differences = other.desk(ledger(tmp_path / quirk)).verify(item(1))
            assert (differences, "only metadata" in sent.message) == ((), True)


def test_an_address_is_resolved_against_where_it_was_read_and_xml_base() -> None:
    base = "https://a.org/sword/1"
    for own, expected in (("", "https://a.org/edit/1"), ('xml:base="http://b.org/x/"', "http://b.org/edit/1")):
        body = f'<entry xmlns="{atom.ATOM}" {own}><link rel="edit" href="/edit/1"/><content src="f"/></entry>'
        found = atom.read_entry(Reply(status=200, body=body.encode()), base)
        assert found is not None
        assert found.edit == expected
        assert found.links["content"] == f"{'http://b.org/x' if own else 'https://a.org/sword'}/f"


def test_every_reading_can_be_reached_and_is_a_sentence() -> None:
    assert all(each.says.endswith(".") for each in readings())
    assert len({each.says for each in readings()}) > 15


def test_every_quirk_of_the_double_is_used_in_a_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
    assert [name for name in QUIRKS if f'"{name}"' not in tests] == []
