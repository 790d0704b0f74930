"""SWORD v2 (SWORD 2.0 Profile): one request without ``In-Progress`` creates, PUT replaces, DELETE withdraws.

``In-Progress`` is never used: on EPrints a depositor could not complete an item that was in progress.
"""

from dataclasses import dataclass, replace
from typing import Final

from titelei.deposit import claims
from titelei.deposit.errors import RefusedError
from titelei.deposit.network.http import same_origin
from titelei.deposit.target import Conversation
from titelei.deposit.targets import archives, atom
from titelei.deposit.targets.sword_package import Packaging
from titelei.deposit.targets.sword_search import NO_LIST, Search
from titelei.deposit.values import FOUND, Difference, Item, Outcome, Reply, Request, State
from titelei.messages import say

_STATES: Final = {
    "archive": State.PUBLISHED,
    "archived": State.PUBLISHED,
    "published": State.PUBLISHED,
    "buffer": State.IN_REVIEW,
    "inreview": State.IN_REVIEW,
    "inworkflow": State.IN_REVIEW,
    "review": State.IN_REVIEW,
    "deletion": State.WITHDRAWN,
    "withdrawn": State.WITHDRAWN,
}
"""Last words of the states that servers give: EPrints (archive, buffer, deletion), DSpace (archived, inreview, …)."""

_UNFINISHED: Final = ("inbox", "inprogress", "in-progress")
_ENTRY: Final = "application/atom+xml;type=entry"
_GONE: Final = (404, 410)
_SEE_OTHER: Final = 303
_NO_FILES: Final = (204, 300, 303, 401, 403, *NO_LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwordV2:
    """A SWORD v2 server. ``url`` is its service document; ``collection`` a title or address in it."""

    url: str
    collection: str = ""
    on_behalf_of: str = ""
    packaging: str = ""

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to its rules: names in the zip, the METS manifest, a title."""
        said = self._packing.faults(item)
        return said if item.description.title else (*said, say("The article has no title, which the entry must have."))

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Create the item, or bring the one that is there to this content."""
        edit, collection = self._there(item, talk)
        if edit is None:
            return _deposited(self._create(item, collection, talk))
        if not _holds(item, talk):
            edit = self._replace(item, edit, talk)
        return _deposited(self._outcome(edit, talk))

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Delete the item."""
        edit, _ = self._there(item, talk)
        if edit is None or self._outcome(edit, talk).state is State.WITHDRAWN:
            return Outcome(state=State.WITHDRAWN)
        request = Request(
            purpose=say("withdraw"), method="DELETE", address=edit.edit, headers=self._headers(), is_repeatable=True
        )
        reply = talk.ask(request, absent=_GONE)
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        if reply.status not in _GONE and atom.is_foreign(reply):
            left = self._read(edit.edit, talk)
            if left is not None and self._outcome(left, talk).state is not State.WITHDRAWN:
                raise talk.refuse(request, reply, is_open=True)
        return Outcome(state=State.WITHDRAWN)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Compare title, identifier and files with what the server gives back."""
        edit, _ = self._there(item, talk)
        if edit is None:
            return Outcome(state=State.NOT_SENT), (Difference.lacking(say("item"), item.object_id),)
        found: list[Difference] = []
        if edit.title and edit.title != item.description.title:
            found.append(Difference(what=say("title"), here=item.description.title, there=edit.title))
        if edit.identifiers and not {item.object_id, item.page} & set(edit.identifiers):
            found.append(Difference(what=say("identifier"), here=item.object_id, there=", ".join(edit.identifiers)))
        outcome = self._outcome(edit, talk)
        compared, differences = self._compare_files(item, edit, talk)
        words = "" if compared else say("The server does not give the files back, so only metadata were compared.")
        return replace(outcome, words=words), (*found, *differences)

    def _is_same(self, entry: atom.Entry, item: Item, talk: Conversation) -> bool:
        return self._compare_files(item, entry, talk) == (True, ())

    def _compare_files(self, item: Item, edit: atom.Entry, talk: Conversation) -> tuple[bool, tuple[Difference, ...]]:
        payload = self._packing.payload(item)
        address = edit.links.get("edit-media") or edit.links.get("content")
        if not address or not self._is_here(address):
            return False, ()
        request = Request(
            purpose=say("read files"),
            method="GET",
            address=address,
            headers={
                "Accept": f"{payload.media_type}, */*;q=0.5",
                "Accept-Packaging": self._packing.uri,
                **self._headers(),
            },
            is_repeatable=True,
        )
        reply = talk.ask(request, absent=_NO_FILES)
        is_page = reply.headers.get("content-type", "").startswith("text/html")
        if reply.status != 200 or is_page:
            return False, ()
        if reply.sha256 == payload.sha256:
            return True, ()
        there, here = archives.unzipped(reply.body), archives.unzipped(payload.data)
        if there is None or here is None:
            return True, (Difference(what=payload.name, here=payload.sha256, there=say("other bytes")),)
        names = sorted(n for n in here.keys() | there.keys() if here.get(n) != there.get(n))
        return True, tuple(
            Difference(
                what=n,
                here=say("there") if n in here else say("nothing"),
                there=say("other") if n in there else say("nothing"),
            )
            for n in names
        )

    def _there(self, item: Item, talk: Conversation) -> tuple[atom.Entry | None, str]:
        """Look at the address that the ledger has, then in the collection; give the collection's address, too."""
        address = talk.known.links.get(FOUND) or talk.known.links.get("edit") or self._address_in_reply(talk)
        if address:
            found = self._read(address, talk)
            if found is not None:
                claims.refuse_another((found.id, *found.identifiers), item, address)
                return found, ""
            talk.note(links={name: "" for name in talk.known.links})
        collection = self._collection(talk).href
        found = self._look(item, collection, talk)
        if found is not None:
            talk.note(identifiers={"atom:id": found.id}, links=found.links)
        return found, collection

    def _address_in_reply(self, talk: Conversation) -> str:
        """Take the edit address from the reply to a deposit, where a run ended before it did."""
        reply = talk.known.answer("create")
        if reply is None:
            return ""
        receipt = self._receipt(reply, self._collection(talk).href)
        talk.note(identifiers={"atom:id": receipt.id}, links=receipt.links)
        return receipt.links.get("edit", "")

    def _look(self, item: Item, collection: str, talk: Conversation) -> atom.Entry | None:
        search = Search(collection=collection, headers=self._headers(), read=self._read, is_same=self._is_same)
        return search.look(item, talk)

    def _read(self, address: str, talk: Conversation) -> atom.Entry | None:
        request = Request(
            purpose=say("look"),
            method="GET",
            address=address,
            headers={"Accept": _ENTRY, **self._headers()},
            is_repeatable=True,
            expected=atom.entry_sample(address),
        )
        reply = talk.ask(request, absent=_GONE)
        if reply.status in _GONE:
            return None
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        found = atom.read_entry(reply, address)
        if found is None and address == talk.known.links.get(FOUND):
            raise RefusedError(
                say(
                    "{address} answers with no Atom entry, so it is no item's edit address. Look for that "
                    'address in the list of the collection (a link with rel="edit"), or ask the repository\'s '
                    "staff for it.",
                    address=address,
                )
            )
        if found is None and atom.is_foreign(reply):
            raise talk.refuse(request, reply)
        found = found or atom.Entry()
        kept = talk.known.links if address in (talk.known.links.get("edit"), talk.known.links.get(FOUND)) else {}
        return replace(found, links={**kept, **found.links, "edit": address})

    def _collection(self, talk: Conversation) -> atom.Collection:
        named = self.collection
        if named.startswith(("https://", "http://")):
            return atom.Collection(title="", href=named)
        request = Request(
            purpose=say("read the service document"),
            method="GET",
            address=self.url,
            headers={"Accept": "application/atomsvc+xml", **self._headers()},
            is_repeatable=True,
            expected=atom.service_sample("{address of the collection}", named),
        )
        reply = talk.ask(request)
        found = atom.collections(reply, self.url)
        if not found:
            raise talk.refuse(request, reply)
        fitting = [each for each in found if named in (each.title, each.href)] if named else list(found)
        if len(fitting) == 1:
            return fitting[0]
        titles = ", ".join(f"“{each.title}” ({each.href})" for each in found)
        why = say("has no collection “{named}”", named=named) if named else say("has several collections")
        if len(fitting) > 1 and named:
            why = say("has several collections “{named}”", named=named)
        raise RefusedError(
            say(
                "The service document {url} {why}. Write one of these as collection: {titles}.",
                url=self.url,
                why=why,
                titles=titles,
            )
        )

    def _create(self, item: Item, collection: str, talk: Conversation) -> Outcome:
        request = self._request("create", "POST", item, collection, self._created(collection, item))
        reply = talk.ask(request, absent=(_SEE_OTHER,))
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        if atom.read_entry(reply) is None and not reply.headers.get("location"):
            # No receipt and no address: the next run looks whether there is an item.
            raise talk.refuse(request, reply, is_open=True)
        receipt = self._receipt(reply, collection)
        if atom.read_entry(reply) is None and self._is_here(receipt.edit):
            # Some servers answer with the address alone; what stands there is the receipt.
            receipt = self._at_location(request, reply, receipt.edit, talk)
        talk.note(identifiers={"atom:id": receipt.id}, links=receipt.links)
        if not receipt.id and self._is_here(receipt.edit):
            receipt = self._read(receipt.edit, talk) or receipt
            talk.note(identifiers={"atom:id": receipt.id}, links=receipt.links)
        return self._outcome(receipt, talk)

    def _at_location(self, request: Request, reply: Reply, address: str, talk: Conversation) -> atom.Entry:
        try:
            found = self._read(address, talk)
        except RefusedError as error:
            raise talk.refuse(request, reply, is_open=True) from error
        if found is None or not (found.id or found.title or found.states):
            raise talk.refuse(request, reply, is_open=True)
        return found

    def _receipt(self, reply: Reply, collection: str) -> atom.Entry:
        """Read the receipt of a deposit; where it gives no edit address, that is what ``Location`` says."""
        receipt = atom.read_entry(reply, collection) or atom.Entry()
        location = atom.absolute(reply.headers.get("location", ""), collection)
        if "edit" not in receipt.links and location:
            receipt = replace(receipt, links={**receipt.links, "edit": location})
        return receipt

    def _replace(self, item: Item, edit: atom.Entry, talk: Conversation) -> atom.Entry:
        """Replace metadata and files; give the entry as it stands afterwards."""
        address = edit.links.get("edit-media", edit.edit) if self._packing.is_mets else edit.edit
        request = self._request("replace", "PUT", item, address, Reply(status=204))
        reply = talk.ask(request)
        if atom.is_error(reply) or atom.is_foreign(reply):
            raise talk.refuse(request, reply, is_open=not atom.is_error(reply))
        return self._read(edit.edit, talk) or edit

    def _outcome(self, receipt: atom.Entry, talk: Conversation) -> Outcome:
        said = receipt.states or self._ask_state(receipt, talk)
        words = [each.rstrip("/").rpartition("/")[2].rpartition("#")[2].lower() for each in said]
        known = [_STATES[word] for word in words if word in _STATES]
        reading = ""
        if not known and any(word in _UNFINISHED for word in words):
            reading = say(
                "It lies in the depositor's own workspace there, not handed in; hand it in on the server's pages."
            )
        elif receipt.edit and not self._is_here(receipt.edit):
            reading = say(
                "The address it got is at another host, {edit}. To go on with it, set url to that host.",
                edit=receipt.edit,
            )
        return Outcome(
            state=known[0] if known else State.ACCEPTED,
            identifiers={"atom:id": receipt.id} if receipt.id else {},
            links=receipt.links,
            words=receipt.words,
            reading=reading,
        )

    def _ask_state(self, receipt: atom.Entry, talk: Conversation) -> tuple[str, ...]:
        """Ask the statement: as Atom, else as RDF (that of DSpace 8 is not well-formed as Atom)."""
        kinds = {"statement": "application/atom+xml;type=feed", "statement-rdf": "application/rdf+xml"}
        for name, media_type in kinds.items():
            address = receipt.links.get(name, "")
            if not address or not self._is_here(address):
                continue
            request = Request(
                purpose=say("read the statement"),
                method="GET",
                address=address,
                headers={"Accept": media_type, **self._headers()},
                is_repeatable=True,
                expected=Reply(status=200, body=atom.STATEMENT_SAMPLE),
            )
            reply = talk.ask(request, absent=(401, 403, *NO_LIST))
            states = atom.states(reply) if reply.status == 200 else ()
            if states:
                return states
        return ()

    def _created(self, collection: str, item: Item) -> Reply:
        """Give the reply that a dry run takes for the answer to a deposit."""
        return atom.receipt_sample(f"{collection}/{{id}}", item)

    def _request(self, purpose: str, method: str, item: Item, address: str, expected: Reply) -> Request:
        headers = self._headers() | ({"Slug": item.article} if method == "POST" else {})
        return self._packing.request(purpose, method, item, address, headers=headers, expected=expected)

    def _is_here(self, address: str) -> bool:
        """Tell whether an address is at this server; words in braces stand for one in a dry run."""
        return bool(address) and (address.startswith("{") or same_origin(address, self.url))

    @property
    def _packing(self) -> Packaging:
        return Packaging(given=self.packaging)

    def _headers(self) -> dict[str, str]:
        return {"On-Behalf-Of": self.on_behalf_of} if self.on_behalf_of else {}


def _holds(item: Item, talk: Conversation) -> bool:
    """Tell whether the item at the target holds this content: the last run got this far, or only its reply was lost."""
    known = talk.known
    last = known.last("create", "replace")
    if last is None or not (last.is_done or last.is_open):
        return known.digest == item.digest
    return last.digest == item.digest and (last.is_done or last.purpose == "create")


def _deposited(outcome: Outcome) -> Outcome:
    """Take a withdrawn record for what it is after a deposit: not shown, whatever was sent."""
    if outcome.state is not State.WITHDRAWN:
        return outcome
    reading = say("The record stands there as withdrawn. Only the repository's staff can bring it back.")
    return replace(outcome, state=State.REFUSED, reading=reading)
