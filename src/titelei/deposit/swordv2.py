"""SWORD v2 (SWORD 2.0 Profile): one request without ``In-Progress`` creates, PUT replaces, DELETE withdraws.

``In-Progress`` is never used: on EPrints a depositor could not complete an item that was in progress.
"""

from dataclasses import dataclass, replace
from typing import Final

from titelei.deposit import archives, atom
from titelei.deposit.errors import RefusedError, UnansweredError
from titelei.deposit.target import Conversation
from titelei.deposit.values import FOUND, Attachment, Difference, Item, Outcome, Reply, Request, State

PACKAGINGS: Final = {
    "SimpleZip": "http://purl.org/net/sword/package/SimpleZip",
    "Binary": "http://purl.org/net/sword/package/Binary",
    "METSDSpaceSIP": "http://purl.org/net/sword/package/METSDSpaceSIP",
}
_STATES: Final = {
    "archive": State.PUBLISHED,
    "archived": State.PUBLISHED,
    "published": State.PUBLISHED,
    "buffer": State.IN_REVIEW,
    "inreview": State.IN_REVIEW,
    "inworkflow": State.IN_REVIEW,
    "review": State.IN_REVIEW,
}
"""Last words of the states that servers give: EPrints (archive, buffer), DSpace (archived, inreview, inworkflow)."""

_ENTRY: Final = "application/atom+xml;type=entry"
_LONGEST_LIST: Final = 200
_NO_LIST: Final = (400, 404, 405, 406, 415, 501)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwordV2:
    """A SWORD v2 server. ``url`` is its service document; ``collection`` a title or address in it."""

    url: str
    collection: str = ""
    on_behalf_of: str = ""
    packaging: str = ""

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to its rules: names in the zip, the METS manifest, a title."""
        is_zip = self._packaging() != "Binary"
        said = archives.zip_faults(self._payload(item).data, item) if is_zip else ()
        return said if item.description.title else (*said, "The article has no title, which the entry must have.")

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Create the item, or bring the one that is there to this content."""
        edit, collection = self._there(item, talk)
        if edit is None:
            return self._create(item, collection, talk)
        last = talk.known.last("create", "replace")
        is_there = last is not None and (last.is_done or (last.is_open and last.purpose == "create"))
        if last is not None and is_there and last.digest == item.digest:
            # The last run got this far, or its create arrived and only the reply was lost.
            return self._outcome(edit, talk)
        request = self._replace(item, edit, talk)
        reply = talk.ask(request)
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        return self._outcome(edit, talk)

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Delete the item."""
        edit, _ = self._there(item, talk)
        if edit is None:
            return Outcome(state=State.WITHDRAWN)
        request = Request(
            purpose="withdraw", method="DELETE", address=edit.links["edit"], headers=self._headers(), is_repeatable=True
        )
        reply = talk.ask(request, absent=(404, 410))
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        return Outcome(state=State.WITHDRAWN)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Compare title, identifier and files with what the server gives back."""
        edit, _ = self._there(item, talk)
        if edit is None:
            return Outcome(state=State.NOT_SENT), (Difference(what="item", here=item.object_id, there="nothing"),)
        found: list[Difference] = []
        if edit.title and edit.title != item.description.title:
            found.append(Difference(what="title", here=item.description.title, there=edit.title))
        if edit.identifiers and item.object_id not in edit.identifiers:
            found.append(Difference(what="identifier", here=item.object_id, there=", ".join(edit.identifiers)))
        outcome = self._outcome(edit, talk)
        compared, differences = self._compare_files(item, edit, talk)
        if not compared:
            outcome = replace(outcome, words="The server does not give the files back, so only metadata were compared.")
        return outcome, (*found, *differences)

    def _compare_files(self, item: Item, edit: atom.Entry, talk: Conversation) -> tuple[bool, tuple[Difference, ...]]:
        payload = self._payload(item)
        address = edit.links.get("edit-media") or edit.links.get("content")
        if not address:
            return False, ()
        request = Request(
            purpose="read files",
            method="GET",
            address=address,
            headers={"Accept": "*/*", "Accept-Packaging": self._packaging_uri(), **self._headers()},
            is_repeatable=True,
        )
        reply = talk.ask(request, absent=(204, 300, 303, *_NO_LIST))
        is_page = reply.headers.get("content-type", "").startswith("text/html")
        if reply.status != 200 or is_page:
            return False, ()
        if reply.body == payload.data:
            return True, ()
        there, here = archives.unzipped(reply.body), archives.unzipped(payload.data)
        if there is None or here is None:
            return True, (Difference(what=payload.name, here=payload.sha256, there="other bytes"),)
        names = sorted(n for n in here.keys() | there.keys() if here.get(n) != there.get(n))
        return True, tuple(
            Difference(what=n, here="there" if n in here else "nothing", there="other" if n in there else "nothing")
            for n in names
        )

    def _there(self, item: Item, talk: Conversation) -> tuple[atom.Entry | None, str]:
        """Look at the address that the ledger has, then in the collection; give the collection's address, too."""
        address = talk.known.links.get(FOUND) or talk.known.links.get("edit")
        if address:
            found = self._read(address, talk)
            if found is not None:
                return found, ""
            talk.note(links={name: "" for name in talk.known.links})
        collection = self._collection(talk).href
        found = self._look(item, collection, talk)
        if found is not None:
            talk.note(identifiers={"atom:id": found.id}, links=found.links)
        return found, collection

    def _read(self, address: str, talk: Conversation) -> atom.Entry | None:
        sample = atom.entry_sample(address)
        request = Request(
            purpose="look",
            method="GET",
            address=address,
            headers={"Accept": _ENTRY, **self._headers()},
            is_repeatable=True,
            expected=sample,
        )
        reply = talk.ask(request, absent=(404, 410))
        if reply.status in (404, 410):
            return None
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        found = atom.read_entry(reply) or atom.Entry()
        return replace(found, links={**talk.known.links, **found.links, "edit": address})

    def _look(self, item: Item, collection: str, talk: Conversation) -> atom.Entry | None:
        """Look through the collection for our identifier."""
        known = talk.known
        is_open = known.is_open("create")
        address = collection
        alike: list[atom.Entry] = []
        for _ in range(_LONGEST_LIST):
            request = Request(
                purpose="look",
                method="GET",
                address=address,
                headers={"Accept": "application/atom+xml;type=feed", **self._headers()},
                is_repeatable=True,
                expected=Reply(status=200, body=f'<feed xmlns="{atom.ATOM}"/>'.encode()),
            )
            reply = talk.ask(request, absent=_NO_LIST)
            feed = atom.read_feed(reply) if reply.status == 200 else None
            if feed is None:
                if is_open:
                    raise self._cannot_look(item, address)
                return None
            entries, following = feed
            for each in entries:
                if {item.object_id, item.page} & {each.id, *each.identifiers}:
                    return each
                if _is_alike(each, item):
                    alike.append(each)
            if not entries or not following or following == address:
                break
            address = following
        if not alike or known.is_free:
            return None
        if is_open and len(alike) == 1:
            # Our own request may have arrived, at a server that keeps no identifiers (EPrints).
            return alike[0]
        raise RefusedError(
            f"{collection} holds what may be {item.article} already: “{alike[0].title}”, {alike[0].links.get('edit')}. "
            "If it is this deposit, run the command again with --found and that address; if not, with --found none."
        )

    def _cannot_look(self, item: Item, address: str) -> UnansweredError:
        return UnansweredError(
            f"An earlier request to create {item.article} got no reply, and {address} does not list what it holds. "
            f"Look there for “{item.description.title}”, then run the command again with --found and the item's "
            "edit address, or with --found none."
        )

    def _collection(self, talk: Conversation) -> atom.Collection:
        named = self.collection
        if named.startswith(("https://", "http://")):
            return atom.Collection(title="", href=named)
        request = Request(
            purpose="read the service document",
            method="GET",
            address=self.url,
            headers={"Accept": "application/atomsvc+xml", **self._headers()},
            is_repeatable=True,
            expected=atom.service_sample("{address of the collection}", named),
        )
        reply = talk.ask(request)
        found = atom.collections(reply)
        if not found:
            raise talk.refuse(request, reply)
        fitting = [each for each in found if each.title == named or each.href == named] if named else list(found)
        if len(fitting) == 1:
            return fitting[0]
        titles = ", ".join(f"“{each.title}”" for each in found)
        why = f"has no collection “{named}”" if named else "has several collections"
        raise RefusedError(f"The service document {self.url} {why}. Write one of these as collection: {titles}.")

    def _create(self, item: Item, collection: str, talk: Conversation) -> Outcome:
        request = self._creating(item, collection)
        reply = talk.ask(request)
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        receipt = atom.read_entry(reply)
        location = reply.headers.get("location", "")
        if (receipt is None or "edit" not in receipt.links) and location:
            # Some servers answer with the address alone.
            talk.note(links={"edit": location})
            receipt = self._read(location, talk) or receipt
        receipt = receipt or atom.Entry()
        talk.note(identifiers={"atom:id": receipt.id}, links=receipt.links)
        return self._outcome(receipt, talk)

    def _outcome(self, receipt: atom.Entry, talk: Conversation) -> Outcome:
        said = receipt.states or self._ask_state(receipt, talk)
        words = [each.rstrip("/").rpartition("/")[2].rpartition("#")[2].lower() for each in said]
        known = [_STATES[word] for word in words if word in _STATES]
        return Outcome(
            state=known[0] if known else State.ACCEPTED,
            identifiers={"atom:id": receipt.id} if receipt.id else {},
            links=receipt.links,
            words=receipt.treatment,
        )

    def _ask_state(self, receipt: atom.Entry, talk: Conversation) -> tuple[str, ...]:
        address = receipt.links.get("statement", "")
        if not address:
            return ()
        request = Request(
            purpose="read the statement",
            method="GET",
            address=address,
            headers={"Accept": "application/atom+xml;type=feed", **self._headers()},
            is_repeatable=True,
        )
        reply = talk.ask(request, absent=(404, 405, 406, 415, 501))
        return atom.states(reply) if reply.status == 200 else ()

    def _creating(self, item: Item, address: str) -> Request:
        expected = atom.receipt_sample(f"{address}/{{id}}", item)
        return self._carrying("create", "POST", item, address, {"Slug": item.article}, expected)

    def _replace(self, item: Item, edit: atom.Entry, talk: Conversation) -> Request:
        address = edit.links["edit"]
        if self._packaging() == "METSDSpaceSIP":
            address = edit.links.get("edit-media", address)
        return self._carrying("replace", "PUT", item, address, {}, Reply(status=204))

    def _carrying(
        self, purpose: str, method: str, item: Item, address: str, more: dict[str, str], expected: Reply
    ) -> Request:
        payload = self._payload(item)
        headers = {**self._headers(), **more}
        if self._packaging() == "METSDSpaceSIP":
            headers |= {
                "Content-Type": payload.media_type,
                "Content-Disposition": f'attachment; filename="{payload.name}"',
                "Content-MD5": payload.md5,
                "Packaging": self._packaging_uri(),
            }
            body = payload.data
        else:
            body, headers["Content-Type"] = atom.multipart(atom.entry(item), payload, packaging=self._packaging_uri())
        return Request(
            purpose=purpose,
            method=method,
            address=address,
            headers=headers,
            body=body,
            files=(payload, *archives.attachments(item.files)),
            is_repeatable=method == "PUT",
            expected=expected,
        )

    def _payload(self, item: Item) -> Attachment:
        if self._packaging() == "Binary":
            path = f"tei/{item.article}.xml"
            return Attachment(name=f"{item.article}.xml", media_type="application/tei+xml", data=item.files[path])
        files = archives.with_mets(item) if self._packaging() == "METSDSpaceSIP" else item.files
        return Attachment(name=f"{item.article}.zip", media_type="application/zip", data=archives.zipped(files))

    def _packaging(self) -> str:
        return self.packaging.rpartition("/")[2] or "SimpleZip"

    def _packaging_uri(self) -> str:
        return PACKAGINGS.get(self._packaging(), self.packaging)

    def _headers(self) -> dict[str, str]:
        return {"On-Behalf-Of": self.on_behalf_of} if self.on_behalf_of else {}


def _is_alike(entry: atom.Entry, item: Item) -> bool:
    """Tell whether an entry may be the item: by its DOI, or by title where the server keeps no identifiers."""
    doi = item.description.doi
    if doi and any(identifier.lower().endswith(doi.lower()) for identifier in entry.identifiers):
        return True
    return not entry.identifiers and entry.title == item.description.title
