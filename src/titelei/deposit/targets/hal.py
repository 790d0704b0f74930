"""HAL: SWORD v2 with the TEI of HAL (AOfr) as its package, metadata alone.

HAL lists no collection, so an article is not looked for there; HAL itself compares and refuses a duplicate, and names
the record that it has. After a lost reply that record is ours. Its receipt has no edit address, and ``Location`` leads
to the record's page at another host; a record is changed at ``<service>/<HAL identifier>``.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.deposit.errors import RefusedError
from titelei.deposit.target import Conversation
from titelei.deposit.targets import atom
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.deposit.values import Attachment, Difference, Item, Outcome, Reply, Request, State
from titelei.messages import say
from titelei.names import tei
from titelei.xml.foreign import parsed

AOFR: Final = "http://purl.org/net/sword-types/AOfr"
_STATES: Final = {
    "accept": State.PUBLISHED,
    "replace": State.PUBLISHED,
    "verify": State.IN_REVIEW,
    "update": State.REFUSED,
    "delete": State.WITHDRAWN,
}
"""What HAL says of a deposit: online, replaced by a later version, being looked at, sent back, deleted."""

_LOST: Final = "lost"
_SENT_BACK: Final = say("HAL's moderators ask for changes. Correct the article and run the same command again.")
_HAL_ID: Final = re.compile(r"\b([a-z]+-\d{6,})(?:v\d+)?\b")
_NO_SUCH: Final = re.compile(r"can not be found|does not match a document", re.IGNORECASE)
_ON_BEHALF_OF: Final = re.compile(r"[\w-]+\|[^|;]+(;[\w-]+\|[^|;]+)*")
_BAD_REQUEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Hal(SwordV2):
    """HAL, or a portal of it. ``collection`` is the portal's address, or its title in the service document.

    ``domain`` is put into the TEI where that has none, since HAL takes nothing without; ``grammar`` is the RELAX NG
    that our output is held to before it is sent.
    """

    domain: str = ""
    grammar: Path | None = None

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold HAL's TEI to our grammar of it, and ``on_behalf_of`` to HAL's form."""
        said: list[str] = []
        data = item.files.get(_path(item))
        if data is None:
            said.append(
                say("{article}.hal.xml is not among the outputs. Take hal into [render] formats.", article=item.article)
            )
        else:
            said += _grammar_faults(data, self.grammar)
            if not said and b"halDomain" not in data and not self.domain:
                said.append(say("HAL takes nothing without a domain. Set hal_domain in titelei.toml, as shs.hist."))
        if self.on_behalf_of and not _ON_BEHALF_OF.fullmatch(self.on_behalf_of):
            said.append(
                say(
                    "on_behalf_of is {on_behalf_of!r}; HAL wants Type|identifier, as idhal|jane-smith.",
                    on_behalf_of=self.on_behalf_of,
                )
            )
        return tuple(said)

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Create the record, or replace its metadata."""
        try:
            return SwordV2.deposit(self, item, talk)
        except RefusedError as error:
            named = _HAL_ID.search(error.words) if "duplicate" in error.words.lower() else None
            lost = talk.known.identifiers.get(_LOST, "")
            if named is None or not lost:
                raise
        # The request whose reply was lost made the record that HAL compares with.
        edit = self._record(self._collection(talk).href, named[1])
        talk.note(identifiers={"hal": named[1], _LOST: ""}, links={"edit": edit})
        found = self._read(edit, talk)
        if found is not None and lost == item.digest:
            return self._outcome(found, talk)
        return SwordV2.deposit(self, item, talk)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Ask for the record's state; HAL does not give its TEI back over SWORD."""
        edit, _ = self._there(item, talk)
        if edit is None:
            return Outcome(state=State.NOT_SENT), (Difference.lacking(say("item"), item.object_id),)
        return self._outcome(edit, talk), ()

    def _create(self, item: Item, collection: str, talk: Conversation) -> Outcome:
        before = talk.known.last("create")
        if before is not None and before.is_open:
            talk.note(identifiers={_LOST: before.digest})
        outcome = SwordV2._create(self, item, collection, talk)
        talk.note(identifiers={_LOST: ""})
        return outcome

    def _receipt(self, reply: Reply, collection: str) -> atom.Entry:
        receipt = atom.read_entry(reply, collection) or atom.Entry()
        page = atom.absolute(reply.headers.get("location", ""), collection) or receipt.links.get("alternate", "")
        named = _HAL_ID.search(receipt.id) or _HAL_ID.search(page)
        # In a dry run the identifier is a word in braces.
        identifier = named[1] if named else receipt.id
        links = {"edit": self._record(collection, identifier) if identifier else "", "alternate": page}
        # Without an id, so that the record's state is asked for.
        return atom.Entry(links={name: address for name, address in links.items() if address})

    def _look(self, item: Item, collection: str, talk: Conversation) -> atom.Entry | None:
        return None

    def _read(self, address: str, talk: Conversation) -> atom.Entry | None:
        request = Request(
            purpose=say("look"),
            method="GET",
            address=address,
            is_repeatable=True,
            expected=Reply(status=200, body=b"<document><status>{status}</status></document>"),
        )
        reply = talk.ask(request, absent=(_BAD_REQUEST, 404, 410))
        if reply.status == _BAD_REQUEST and not _NO_SUCH.search(reply.text):
            raise talk.refuse(request, reply)
        if reply.status != 200:
            return None
        if atom.is_error(reply):
            raise talk.refuse(request, reply)
        status, comment = _status(reply)
        if not status:
            raise talk.refuse(request, reply)
        return atom.Entry(links={**talk.known.links, "edit": address}, states=(status,), words=comment)

    def _outcome(self, receipt: atom.Entry, talk: Conversation) -> Outcome:
        named = _HAL_ID.search(receipt.edit)
        identifiers = {"hal": named[1]} if named else {}
        talk.note(identifiers=identifiers)
        state = next((_STATES[word] for word in receipt.states if word in _STATES), State.ACCEPTED)
        return Outcome(
            state=state,
            identifiers=identifiers,
            links=receipt.links,
            words=receipt.words,
            reading=_SENT_BACK if state is State.REFUSED else "",
        )

    def _record(self, collection: str, identifier: str) -> str:
        """Give the address at which a record is asked for, changed and deleted: beside the portals."""
        if collection.startswith("{"):
            return "{address of the record}"
        return f"{collection.rstrip('/').rpartition('/')[0]}/{identifier}"

    def _created(self, collection: str, item: Item) -> Reply:
        body = f'<entry xmlns="{atom.ATOM}"><id>{{HAL identifier}}</id></entry>'
        return Reply(status=202, body=body.encode())

    def _request(self, purpose: str, method: str, item: Item, address: str, expected: Reply) -> Request:
        data = _with_domain(item.files[_path(item)], self.domain)
        payload = Attachment(name=f"{item.article}.hal.xml", media_type="text/xml", data=data)
        return Request(
            purpose=purpose,
            method=method,
            address=address,
            headers={
                **self._headers(),
                "Content-Type": "text/xml",
                "Content-MD5": payload.md5,
                "Packaging": AOFR,
            },
            body=payload.data,
            files=(payload,),
            is_repeatable=method == "PUT",
            expected=expected,
        )


def _path(item: Item) -> str:
    return f"out/{item.article}.hal.xml"


def _with_domain(data: bytes, domain: str) -> bytes:
    """Add HAL's domain to the classification, where there is none."""
    if not domain or b"halDomain" in data:
        return data
    root = etree.fromstring(data)
    classes = next(root.iter(tei("textClass")), None)
    if classes is None:
        return data
    codes = classes.findall(tei("classCode"))
    code = etree.Element(tei("classCode"), scheme="halDomain", n=domain)
    classes.insert(classes.index(codes[0]) if codes else len(classes), code)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _status(reply: Reply) -> tuple[str, str]:
    """Read what HAL says of a record: its status, and a moderator's comment."""
    try:
        root = parsed(reply.body)
    except etree.XMLSyntaxError:
        return "", ""
    return root.findtext("status", "").strip().lower(), root.findtext("comment", "").strip()


def _grammar_faults(data: bytes, grammar: Path | None) -> list[str]:
    try:
        document = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [say("The TEI for HAL is not well-formed: {error}.", error=error)]
    if grammar is None:
        return []
    schema = etree.RelaxNG(etree.parse(grammar))
    if schema.validate(document):
        return []
    return [say("The TEI for HAL, line {line}: {message}.", line=e.line, message=e.message) for e in schema.error_log]
