"""What a SWORD v2 request carries: the item's payload, alone or beside its metadata, and the headers that say so."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from titelei.deposit.targets import archives, atom, eprints
from titelei.deposit.values import Attachment, Item, Reply, Request

PACKAGINGS: Final = {
    "SimpleZip": "http://purl.org/net/sword/package/SimpleZip",
    "Binary": "http://purl.org/net/sword/package/Binary",
    "METSDSpaceSIP": "http://purl.org/net/sword/package/METSDSpaceSIP",
    "EPrintsXML": eprints.EPRINTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaging:
    """A packaging, by its short name or address; SimpleZip where none is given."""

    given: str = ""

    @property
    def name(self) -> str:
        named = {uri: name for name, uri in PACKAGINGS.items()}
        return named.get(self.given) or self.given.rpartition("/")[2] or "SimpleZip"

    @property
    def uri(self) -> str:
        return PACKAGINGS.get(self.name, self.given)

    @property
    def is_mets(self) -> bool:
        """Whether the metadata are in the package itself, so that no entry goes with it (DSpace reads no multipart)."""
        return self.name == "METSDSpaceSIP"

    @property
    def is_eprints(self) -> bool:
        """Whether the package is in the metadata."""
        return self.name == "EPrintsXML"

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to its rules: the names in a zip, the METS manifest."""
        return () if self.name == "Binary" else archives.zip_faults(self.payload(item).data, item)

    def payload(self, item: Item) -> Attachment:
        """Give the file that is sent, and that is there afterwards."""
        if self.name == "Binary":
            path = f"tei/{item.article}.xml"
            return Attachment(name=f"{item.article}.xml", media_type="application/tei+xml", data=item.files[path])
        files = archives.with_mets(item) if self.is_mets else item.files
        return Attachment(name=f"{item.article}.zip", media_type="application/zip", data=archives.zipped(files))

    def request(
        self, purpose: str, method: str, item: Item, address: str, *, headers: Mapping[str, str], expected: Reply
    ) -> Request:
        """Give the request that brings the item to an address."""
        payload = self.payload(item)
        if self.is_mets or self.is_eprints:
            body = eprints.document(item, payload) if self.is_eprints else payload.data
            own = {
                "Content-Type": eprints.MEDIA_TYPE if self.is_eprints else payload.media_type,
                "Content-Disposition": f'attachment; filename="{item.article}.{"xml" if self.is_eprints else "zip"}"',
                "Content-MD5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
                "Packaging": self.uri,
            }
        else:
            body, content_type = atom.multipart(atom.entry(item), payload, packaging=self.uri)
            own = {"Content-Type": content_type}
        return Request(
            purpose=purpose,
            method=method,
            address=address,
            headers={**headers, **own},
            body=body,
            files=(payload, *archives.attachments(archives.with_mets(item) if self.is_mets else item.files)),
            is_repeatable=method == "PUT",
            expected=expected,
        )
