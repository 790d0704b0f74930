"""What a SWORD v2 request carries: the item's payload, alone or beside its Atom entry, and the headers that say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from titelei.deposit import archives, atom
from titelei.deposit.values import Attachment, Item, Reply, Request

PACKAGINGS: Final = {
    "SimpleZip": "http://purl.org/net/sword/package/SimpleZip",
    "Binary": "http://purl.org/net/sword/package/Binary",
    "METSDSpaceSIP": "http://purl.org/net/sword/package/METSDSpaceSIP",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaging:
    """A packaging, by its short name or address; SimpleZip where none is given."""

    given: str = ""

    @property
    def name(self) -> str:
        return self.given.rpartition("/")[2] or "SimpleZip"

    @property
    def uri(self) -> str:
        return PACKAGINGS.get(self.name, self.given)

    @property
    def is_mets(self) -> bool:
        """Whether the metadata are in the package itself, so that no entry goes with it (DSpace reads no multipart)."""
        return self.name == "METSDSpaceSIP"

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to its rules: the names in a zip, the METS manifest."""
        return () if self.name == "Binary" else archives.zip_faults(self.payload(item).data, item)

    def payload(self, item: Item) -> Attachment:
        """Give the file that is sent."""
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
        if self.is_mets:
            own = {
                "Content-Type": payload.media_type,
                "Content-Disposition": f'attachment; filename="{payload.name}"',
                "Content-MD5": payload.md5,
                "Packaging": self.uri,
            }
            body = payload.data
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
