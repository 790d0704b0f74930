"""Damaged files and objects: nothing disappears, what is sound is shown, and commands of titelei mend the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.articles import Clock, content, identifier, listed, open_catalogue, put, restore, withdraw
from titelei.errors import StorageError
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.browsing import shelves
from titelei.repository.catalogue.checking import check
from titelei.repository.catalogue.reading import snapshot


def _fill(catalogue: Catalogue) -> Clock:
    clock = Clock()
    for n, name in enumerate(("a", "b", "c")):
        clock.seconds += 10
        put(catalogue, name, now=clock, year=2020 + n)
    return clock


def _stored(catalogue: Catalogue, name: str) -> Path:
    (found,) = (catalogue.path / "ocfl").rglob(name)
    return found


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _cut_inventories(catalogue: Catalogue, name: str) -> None:
    folder = _stored(catalogue, f"v1/content/out/{name}.facts.xml").parents[3]
    for inventory in (folder / "inventory.json", folder / "v1" / "inventory.json"):
        inventory.write_bytes(inventory.read_bytes()[:100])


def _seen(catalogue: Catalogue) -> object:
    """Give all that harvesters and readers see."""
    with shelves(catalogue.database) as shelf:
        articles = [(each.article, each.datestamp, replace(each.shown)) for each in shelf.newest(10)]
        found = [each.article for each in shelf.search("article more", 10)[1]]
        bodies = [shelf.snapshot.record(identifier(n), p) for n in "abc" for p in ("oai_dc", "tei")]
        sets = [shelf.sets(identifier(n)) for n in "abc"]
    return listed(catalogue), listed(catalogue, "tei"), articles, found, [b and b.body for b in bodies], sets


@pytest.mark.parametrize("file", ["c.oai_dc.xml", "c.facts.xml", "c.tei.xml"])
def test_a_rebuild_over_a_flipped_bit_goes_on_showing_what_there_was(catalogue: Catalogue, file: str) -> None:
    _fill(catalogue)
    before = _seen(catalogue)
    for damaged in (catalogue.path / "ocfl").rglob(f"v1/content/*/{file.replace('.tei', '')}"):
        _flip(damaged)
    if file != "c.tei.xml":
        assert {f.rule for f in check(catalogue)} == {"file-damaged"}
    loaded = catalogue.rebuild()
    assert loaded.articles == 3
    assert _seen(catalogue) == before
    if loaded.damaged:
        assert f"{identifier('c')} is damaged. The catalogue goes on showing what it had." in loaded.damaged[0]
    assert catalogue.rebuild().articles == 3
    assert _seen(catalogue) == before


def test_a_rebuild_over_an_object_that_cannot_be_read_goes_on_showing_it(catalogue: Catalogue) -> None:
    clock = _fill(catalogue)
    clock.seconds += 10
    withdraw(catalogue, "b", now=clock)
    before = _seen(catalogue)
    _cut_inventories(catalogue, "c")
    (found,) = check(catalogue)
    assert found.rule == "object-damaged"
    assert found.repair not in found.message
    loaded = catalogue.rebuild()
    assert identifier("c") in loaded.damaged[0]
    assert _seen(catalogue) == before


def test_what_a_new_catalogue_cannot_show_is_known_and_comes_back_as_changed(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = _fill(catalogue)
    facts, oai_dc = (_stored(catalogue, f"v1/content/out/{name}") for name in ("b.facts.xml", "c.oai_dc.xml"))
    sound = facts.read_bytes(), oai_dc.read_bytes()
    facts.write_bytes(b"<facts/>")
    oai_dc.unlink()
    folder = _stored(catalogue, "v1/content/out/a.facts.xml").parents[3]
    inventories = [(f, f.read_bytes()) for f in (folder / "inventory.json", folder / "v1" / "inventory.json")]
    _cut_inventories(catalogue, "a")
    catalogue.close()
    (tmp_path / "repository" / "catalogue.sqlite").unlink()

    again = open_catalogue(tmp_path / "repository")
    notes = again.ready()
    assert sum("is not shown whole until this is mended" in note for note in notes) == 3
    assert [name for name, _, _ in listed(again)] == ["b"]
    assert [name for name, _, _ in listed(again, "tei")] == ["b", "c"]
    with snapshot(again.database) as shown:
        assert {each.article for each in shown.entries()} == {"a", "b", "c"}
        assert all(each.reason is None for each in shown.entries())
    missing = [f.message for f in check(again) if f.rule == "catalogue-missing"]
    assert any("oai_dc of" in text for text in missing)
    assert any(identifier("a") in text for text in missing)

    facts.write_bytes(sound[0])
    oai_dc.write_bytes(sound[1])
    for file, data in inventories:
        file.write_bytes(data)
    loaded = again.rebuild()
    assert loaded.damaged == ()
    # A harvester that asks only for what is new has to hear of them.
    stamps = {name: stamp for name, stamp, _ in listed(again)}
    assert stamps.keys() == {"a", "b", "c"}
    assert min(stamps.values()) > clock.seconds
    assert check(again) == ()


def test_an_article_with_a_damaged_file_can_be_withdrawn_and_restored(catalogue: Catalogue) -> None:
    clock = _fill(catalogue)
    _flip(_stored(catalogue, "v1/content/out/c.oai_dc.xml"))
    stored = withdraw(catalogue, "c", "A wrong number", now=clock)
    assert stored.version == "v2"
    assert "c.oai_dc.xml is damaged" in " ".join(stored.notes)
    assert listed(catalogue)[-1] == ("c", clock.seconds, True)
    assert {f.rule for f in check(catalogue)} == {"file-damaged"}
    assert restore(catalogue, "c", now=clock).version == "v3"
    assert listed(catalogue, "tei")[-1][::2] == ("c", False)
    clock.seconds += 100
    assert "written anew" in " ".join(put(catalogue, "c", year=2022, now=clock).notes)
    assert listed(catalogue)[-1] == ("c", clock.seconds, False)
    assert check(catalogue) == ()


def test_a_tombstone_that_is_damaged_leaves_the_article_withdrawn_with_its_reason(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = _fill(catalogue)
    withdraw(catalogue, "c", "Printed twice", now=clock)
    before = listed(catalogue)
    _flip(_stored(catalogue, "withdrawn.json"))
    assert len(catalogue.rebuild().damaged) == 1
    assert listed(catalogue) == before
    with snapshot(catalogue.database) as shown:
        entry = shown.entry(identifier("c"))
    assert entry is not None
    assert entry.reason == "Printed twice"


@pytest.mark.parametrize("n", [1, 2])
def test_a_deposit_writes_damaged_files_anew_whether_it_changes_anything_or_not(tmp_path: Path, n: int) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = _fill(catalogue)
    page = _stored(catalogue, "v1/content/source/c.txt")
    _flip(page)
    broken = {page}
    if n == 1:
        facts = _stored(catalogue, "v1/content/out/c.facts.xml")
        facts.unlink()
        broken.add(facts)
    planned = catalogue.repository.plan(identifier("c"), content("c", n, year=2022))
    assert (planned.changed, set(planned.damaged)) == (n == 2, broken)
    stored = put(catalogue, "c", n, year=2022, now=clock)
    assert stored.changed == (n == 2)
    assert stored.notes == tuple(
        f"{file} was damaged or missing; it was written anew, with the bytes it had." for file in planned.damaged
    )
    assert put(catalogue, "c", n, year=2022, now=clock).notes == ()
    assert check(catalogue) == ()


def test_an_object_that_cannot_be_read_hinders_no_other(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = _fill(catalogue)
    with catalogue.marker.hold(wait_seconds=1) as held:
        held.begin(identifier("c"), clock.seconds)
    _cut_inventories(catalogue, "c")
    with pytest.raises(StorageError, match="is damaged") as caught:
        withdraw(catalogue, "c", now=clock)
    assert "had been interrupted; the catalogue has it as it was" in " ".join(caught.value.__notes__)
    assert put(catalogue, "d", now=clock).notes == ()


def test_facts_that_no_release_can_have_written_hide_nothing_else_of_their_article(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    files = content("a")
    files["out/a.facts.xml"] = files["out/a.facts.xml"].replace(b"</facts>", b'<author n="first"/></facts>')
    catalogue.repository.put(
        identifier("a"), files, message="m", user=User(name="x", address="mailto:x@x.org"), now=Clock()()
    )
    assert "out/a.facts.xml holds no facts" in " ".join(catalogue.ready())
    assert [name for name, _, _ in listed(catalogue)] == ["a"]


def test_facts_of_a_wider_vocabulary_are_shown_as_far_as_they_are_known(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    files = content("a")
    files["out/a.facts.xml"] = files["out/a.facts.xml"].replace(b"</facts>", b'<colour hue="blue"/></facts>')
    catalogue.repository.put(
        identifier("a"), files, message="m", user=User(name="x", address="mailto:x@x.org"), now=Clock()()
    )
    (note,) = catalogue.ready()
    assert "with 1 article" in note
    with shelves(catalogue.database) as shelf:
        assert [each.shown.title.text for each in shelf.newest(10)] == ["The article a & more 1"]
