"""Zip packages: SimpleZip, and METS packages as DSpace takes them (METSDSpaceSIP), with the checks of their rules."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from lxml import etree

from titelei.deposit.values import Attachment, Item
from titelei.messages import say

METS: Final = "http://www.loc.gov/METS/"
DIM: Final = "http://www.dspace.org/xmlns/dspace/dim"
XLINK: Final = "http://www.w3.org/1999/xlink"
MANIFEST: Final = "mets.xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LARGEST: Final = 256 << 20


def media_type(path: str) -> str:
    """Name the media type of a file by its ending."""
    endings = {
        "xml": "application/xml",
        "html": "text/html",
        "txt": "text/plain",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "zip": "application/zip",
    }
    return endings.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def attachments(files: Mapping[str, bytes]) -> tuple[Attachment, ...]:
    """Give files as attachments, in the order of their paths."""
    return tuple(Attachment(name=path, media_type=media_type(path), data=data) for path, data in sorted(files.items()))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip: the same bytes for the same files, whatever the day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def unzipped(data: bytes) -> dict[str, bytes] | None:
    """Give the files of a zip; None where it is none, is damaged, or would unpack to more than can be meant."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in listed) > _LARGEST:
                return None
            return {entry.filename: archive.read(entry) for entry in listed}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return None


def with_mets(item: Item) -> dict[str, bytes]:
    """Give the item's files with a METS manifest that describes them."""
    return dict(item.files) | {MANIFEST: mets(item)}


def mets(item: Item) -> bytes:
    """Write the manifest. DSpace reads the metadata that the first ``structMap``'s first ``div`` points at (#12452)."""
    root = etree.Element(f"{{{METS}}}mets", nsmap={None: METS, "dim": DIM, "xlink": XLINK})
    root.set("OBJID", item.object_id)
    root.set("LABEL", item.description.title)
    root.set("PROFILE", "DSpace METS SIP Profile 1.0")
    wrap = _in(_in(root, "dmdSec", ID="dmd"), "mdWrap", MDTYPE="OTHER", OTHERMDTYPE="DIM", MIMETYPE="text/xml")
    dim = etree.SubElement(_in(wrap, "xmlData"), f"{{{DIM}}}dim", dspaceType="ITEM")
    for element, qualifier, language, value in _fields(item):
        attributes = {"mdschema": "dc", "element": element, "qualifier": qualifier, "lang": language}
        field = etree.SubElement(dim, f"{{{DIM}}}field", {k: v for k, v in attributes.items() if v})
        field.text = value
    group = _in(_in(root, "fileSec"), "fileGrp", USE="CONTENT")
    whole = _in(_in(root, "structMap", TYPE="LOGICAL"), "div", DMDID="dmd", TYPE="DSPACE ITEM")
    for number, file in enumerate(attachments(item.files), 1):
        identifier = f"file-{number}"
        entry = _in(
            group,
            "file",
            ID=identifier,
            MIMETYPE=file.media_type,
            SIZE=str(len(file.data)),
            CHECKSUM=file.md5,
            CHECKSUMTYPE="MD5",
        )
        located = _in(entry, "FLocat", LOCTYPE="URL")
        located.set(f"{{{XLINK}}}href", file.name)
        _in(_in(whole, "div", TYPE="File"), "fptr", FILEID=identifier)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _fields(item: Item) -> list[tuple[str, str, str, str]]:
    about = item.description
    fields = [("title", "", about.title_language, about.title)]
    fields += [("title", "alternative", language, title) for title, language in about.translated_titles]
    fields += [("contributor", "author", "", creator.name) for creator in about.creators]
    fields += [
        ("date", "issued", "", about.issued),
        ("description", "abstract", about.abstract_language, about.abstract),
        ("language", "iso", "", about.language),
        ("publisher", "", "", about.publisher),
        ("rights", "uri", "", about.licence),
        # Without qualifier: DSpace gives back no other in its receipts.
        ("identifier", "", "", item.object_id),
        ("identifier", "", "", item.page),
        ("relation", "isversionof", "", f"doi:{about.doi}" if about.doi else ""),
        ("identifier", "citation", "", about.citation),
    ]
    fields += [("subject", "", "", subject) for subject in about.subjects]
    return [field for field in fields if field[3]]


def _in(parent: "etree._Element", name: str, **attributes: str) -> "etree._Element":
    return etree.SubElement(parent, f"{{{METS}}}{name}", attributes)


def zip_faults(data: bytes, item: Item) -> tuple[str, ...]:
    """Hold a zip to what must be in it: the item's files under the names that its manifest gives them (Vireo #2096)."""
    files = unzipped(data)
    if files is None:
        return (say("The package is no zip."),)
    said = [
        say("{name} is in the zip and not in the manifest.", name=name)
        for name in sorted(files.keys() - item.files.keys())
    ]
    said = [each for each in said if not each.startswith(MANIFEST)]
    said += [
        say("{name} is in the manifest and not in the zip.", name=name)
        for name in sorted(item.files.keys() - files.keys())
    ]
    if MANIFEST in files:
        said += mets_faults(files[MANIFEST], frozenset(files) - {MANIFEST})
    return tuple(said)


def mets_faults(manifest: bytes, names: frozenset[str]) -> list[str]:
    """Hold a METS manifest to what DSpace reads of it."""
    root = etree.fromstring(manifest)
    spaces = {"m": METS, "dim": DIM}
    said: list[str] = []
    first = root.find("m:structMap", spaces)
    top = None if first is None else first.find("m:div", spaces)
    sections = {section.get("ID") for section in root.findall("m:dmdSec", spaces)}
    if top is None or not set(top.get("DMDID", "").split()) & sections:
        said.append(say("The first structMap's first div of mets.xml points at no metadata; DSpace reads no other."))
    listed = {str(place.get(f"{{{XLINK}}}href")) for place in root.iter(f"{{{METS}}}FLocat")}
    said += [say("mets.xml lists {name}, which is not in the zip.", name=name) for name in sorted(listed - names)]
    said += [say("{name} is in the zip, and mets.xml does not list it.", name=name) for name in sorted(names - listed)]
    if not any(field.get("element") == "title" for field in root.iter(f"{{{DIM}}}field")):
        said.append(say("The metadata in mets.xml has no title."))
    return said
