"""What is sent to SWORD v2 servers: zips and their manifests, entries, EPrints' own XML."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from lxml import etree

from deposit.articles import item
from deposit.peers import send
from servers.sword import SwordServer
from titelei.deposit.targets import archives, atom, eprints
from titelei.deposit.values import State


def test_a_zip_is_the_same_bytes_every_time_and_its_names_are_those_of_its_manifest() -> None:
    files = archives.with_mets(item(1))
    packed = archives.zipped(files)
    assert packed == archives.zipped(dict(reversed(files.items())))
    assert archives.zip_faults(packed, item(1)) == ()
    renamed = archives.zipped({**files, "tei/other.xml": b"<x/>"})
    assert "tei/other.xml is in the zip and not in the manifest." in archives.zip_faults(renamed, item(1))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_metadata_that_the_first_structmap_does_not_point_at_are_a_fault() -> None:
    manifest = archives.mets(item(1))
    names = frozenset(item(1).files)
    assert archives.mets_faults(manifest, names) == []
    other = manifest.replace(b'DMDID="dmd"', b'DMDID="nothing"')
    assert "first structMap" in archives.mets_faults(other, names)[0]


def test_the_entry_is_ascii_without_declaration() -> None:
    entry = atom.entry(item(1))
    assert entry.isascii()
    assert entry.startswith(b"<entry")


def test_eprints_own_xml_has_the_fields_that_atom_has_not(tmp_path: Path) -> None:
    about = replace(item(1).description, journal="Vestnik", volume="26", issue="2", pages="119-132", issn="1998-9938")
    written = eprints.document(replace(item(1), description=about), archives.attachments({"a.zip": b"x"})[0])
    assert written.isascii()
    spaces = {"e": eprints.EPRINTS}
    (record,) = etree.fromstring(written).findall("e:eprint", spaces)
    names = ("type", "date", "publication", "volume", "number", "pagerange", "issn")
    found = [record.findtext(f"e:{name}", "", spaces) for name in names]
    assert found == ["article", "2021", "Vestnik", "26", "2", "119-132", "1998-9938"]
    with SwordServer("no-identifiers", "eprints-receipt") as server:
        assert send(server, tmp_path, item(1), packaging="EPrintsXML").state is State.PUBLISHED
        assert server.items[1].family_names == ("Smith", "Smith")


def test_authors_are_written_so_that_eprints_finds_their_family_names(tmp_path: Path) -> None:
    known = replace(item(1).description.creators[0], name="Smith, Jane R.", family="Smith", given="Jane R.")
    ours = replace(item(1), description=replace(item(1).description, creators=(known,), changed="2026-11"))
    with SwordServer() as server:
        send(server, tmp_path, ours)
        assert server.items[1].family_names == ("Smith",)
    entry = atom.entry(ours)
    assert b"<dcterms:creator>Smith, Jane R.</dcterms:creator>" in entry
    assert b"<updated>2026-11-01T00:00:00Z</updated>" in entry
