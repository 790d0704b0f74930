"""The ledger knows which server it speaks of: a target that became another server has nothing of what that one had."""

import sqlite3
from pathlib import Path

from cli.calls import Titelei
from deposit.articles import item, ledger
from deposit.test_command import add_target
from servers.sword import SwordServer
from titelei.deposit.ledger.ledger import Ledger

NAME = "jones-2020"


def test_a_target_that_became_another_server_is_refused(project: Path, titelei: Titelei) -> None:
    settings = project / "titelei.toml"
    with SwordServer() as first, SwordServer() as second:
        add_target(project, f'[targets.library]\nkind = "swordv2"\nurl = "{first.service_document}"')
        notes = Ledger(project / "repository")
        notes.begin("library", NAME, object_id=f"oai:titelei.example.org:{NAME}", version="v1", digest="0")
        notes.note("library", NAME, links={"edit": f"{first.public}/edit/1"})
        notes.close()
        text = settings.read_text("utf-8")
        # A ledger of an earlier release knows no servers; it learns the one that it is next used with.
        titelei("deposit", "verify", "--to", "library")
        settings.write_text(text.replace(first.public, second.public), "utf-8")
        for words in (("verify",), ("--dry-run",), ()):
            told = titelei("deposit", *words, "--to", "library")
            assert (told.code, "target of its own" in told.err) == (2, True)
        assert second.asked == []
        settings.write_text(text.replace("/servicedocument", "/servicedocument/"), "utf-8")
        assert titelei("deposit", "verify", "--to", "library").code != 2


def test_a_ledger_of_an_earlier_release_opens_and_a_new_one_is_not_for_everybody(tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    assert notes.path.stat().st_mode & 0o077 == 0
    notes.begin("peer", NAME, object_id=item(1).object_id, version="v1", digest="0")
    notes.close()
    with sqlite3.connect(notes.path) as database:
        database.execute("DROP TABLE places")
    database.close()
    reading = Ledger(notes.path.parent, read_only=True)
    assert (reading.place("peer"), len(reading.rows())) == ("", 1)
    reading.close()
    again = ledger(tmp_path)
    again.keep_place("peer", "a.org/sword")
    assert (again.place("peer"), len(again.rows())) == ("a.org/sword", 1)
