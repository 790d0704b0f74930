"""InvenioRDM, the software of Zenodo, over its REST interface: draft, files, publish; each step looked at before taken.

Only *publish* makes a record public, and it acts on one draft whose id stands in the ledger: so there is never more
than one. Creating a draft is not repeatable; where its reply is lost and our identifier finds nothing, a second draft
is made and the first is reported.
"""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from titelei.deposit import claims, package
from titelei.deposit.errors import RefusedError
from titelei.deposit.target import Conversation
from titelei.deposit.targets import invenio_metadata, invenio_withdrawal
from titelei.deposit.targets import invenio_rest as rest
from titelei.deposit.values import FOUND, Attachment, Difference, Item, Outcome, Reply, Request, State
from titelei.messages import say

_GONE: Final = (404, 410)
_COMPARED: Final = ("title", "publication_date", "publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invenio:
    """An InvenioRDM server at ``url``; with ``community`` a new record is handed in to it for review."""

    url: str
    community: str = ""

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to its rules: fields that a record needs, no two files of one name."""
        names = [path.rpartition("/")[2] for path in item.files]
        twice = sorted({name for name in names if names.count(name) > 1})
        said = [say("Two files have the name {name}; a record knows no folders.", name=name) for name in twice]
        return (*invenio_metadata.faults(item), *said)

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Bring the target to a published record with this content."""
        self._take_found(talk)
        draft = self._draft_in_hand(talk)
        if draft is None:
            record = self._published(talk)
            if record is None:
                draft, record = self._look(item, talk)
            if record is not None:
                self._refuse_another(record, item, talk)
                if self._has_files_of(item, record, talk):
                    return self._outcome(record, talk)
                draft = self._new_version(record, talk)
        else:
            self._refuse_another(draft, item, talk)
        is_described = draft is None
        if draft is None:
            if talk.known.is_open("create"):
                talk.note(leftovers=(self._leftover(item),))
            draft = self._create(item, talk)
        self._upload(item, draft, talk)
        if not is_described:
            # After the files: a draft of a new version without any is in error.
            draft = self._describe(item, draft, talk)
        return self._publish(draft, talk)

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Discard a draft that nobody published, and ask for the deletion of the record."""
        self._take_found(talk)
        draft, record = self._draft_in_hand(talk), self._published(talk)
        if draft is None and record is None:
            draft, record = self._look(item, talk)
        if draft is not None:
            address = self._rest.draft(draft)
            reply = self._rest.ask(
                talk, say("discard the draft"), "DELETE", address, status=204, absent=_GONE, is_repeatable=True
            )
            if reply.status not in (204, *_GONE):
                request = Request(purpose=say("discard the draft"), method="DELETE", address=address)
                raise talk.refuse(request, reply, is_open=True)
            talk.note(links={"draft": ""})
        if record is None:
            return Outcome(state=State.WITHDRAWN)
        return invenio_withdrawal.withdraw(self._rest, record, talk, reason=reason)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Compare title, date, publisher, authors and every file with the published record."""
        record = self._published(talk) or self._look(item, talk)[1]
        if record is None:
            return Outcome(state=State.NOT_SENT), (Difference.lacking(say("record"), item.object_id),)
        here, there = invenio_metadata.metadata(item), record.get("metadata", {})
        found = [
            Difference(what=name, here=str(here[name]), there=str(there.get(name, say("nothing"))))
            for name in _COMPARED
            if here[name] != there.get(name)
        ]
        names_here, names_there = rest.creators(here), rest.creators(there)
        if names_here != names_there:
            found.append(Difference(what=say("creators"), here="; ".join(names_here), there="; ".join(names_there)))
        listed = self._files(record, talk)
        for file in rest.attachments(item):
            entry = listed.pop(file.name, None)
            if entry is None:
                found.append(Difference.lacking(file.name, file.sha256))
            elif not self._is_same(file, entry, talk):
                found.append(Difference(what=file.name, here=file.sha256, there=say("other bytes")))
        found += [Difference(what=name, here=say("nothing"), there=say("a file")) for name in sorted(listed)]
        return self._outcome(record, talk), tuple(found)

    def _is_same(self, file: Attachment, entry: dict[str, Any], talk: Conversation) -> bool:
        address = entry.get("links", {}).get("content", "")
        if not address:
            return bool(entry.get("checksum") == f"md5:{file.md5}")
        reply = self._rest.ask(talk, say("read a file"), "GET", address, absent=_GONE)
        return reply.status == 200 and reply.sha256 == file.sha256

    def _take_found(self, talk: Conversation) -> None:
        """Take the record or draft that a person found; its id ends the address, of the page as of the interface."""
        address = talk.known.links.get(FOUND, "").rstrip("/").removesuffix("/draft")
        if address:
            talk.note(identifiers={"draft": address.rpartition("/")[2]}, links={FOUND: ""})
            talk.note(links={"draft": self._rest.records(f"{address.rpartition('/')[2]}/draft")})

    def _refuse_another(self, held: dict[str, Any], item: Item, talk: Conversation) -> None:
        try:
            claims.refuse_another(rest.identifiers(held), item, self._rest.records(str(held.get("id", ""))))
        except RefusedError:
            talk.note(identifiers={"draft": ""}, links={"draft": ""})
            raise

    def _draft_in_hand(self, talk: Conversation) -> dict[str, Any] | None:
        """Give the draft whose address the ledger has, if it is a draft still."""
        reply = talk.known.answer("create")
        made = None if reply is None else reply.json()
        if isinstance(made, dict) and made.get("id") and not talk.known.links.get("draft"):
            # A run ended before it took the address from the reply.
            self._keep_draft(made, talk)
        address = talk.known.links.get("draft")
        if not address:
            return None
        reply = self._rest.ask(
            talk, say("look"), "GET", address, absent=_GONE, expected={"id": "{id}", "links": {"self": address}}
        )
        if reply.status in _GONE:
            # Published meanwhile (the reply to publish was lost), or deleted.
            talk.note(links={"draft": ""})
            return None
        return self._rest.record(talk, say("look"), "GET", address, reply)

    def _published(self, talk: Conversation) -> dict[str, Any] | None:
        """Give the newest published version of the record that the ledger knows; a draft keeps its id as a record."""
        known = talk.known.identifiers
        for identifier in dict.fromkeys(known[name] for name in ("draft", "id") if known.get(name)):
            address = self._rest.records(identifier)
            sample = {"id": identifier, "links": rest.record_links(address)}
            reply = self._rest.ask(talk, say("look"), "GET", address, absent=_GONE, expected=sample)
            if reply.status not in _GONE:
                return self._rest.record(talk, say("look"), "GET", address, reply)
        talk.note(identifiers={"id": ""})
        return None

    def _look(self, item: Item, talk: Conversation) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """Look among our own records for one that bears our identifier: a draft, and a published record."""
        words = [f'metadata.identifiers.identifier:"{item.object_id}"']
        if item.description.doi:
            words.append(f'metadata.related_identifiers.identifier:"{item.description.doi}"')
        address = f"{self._rest.base}/api/user/records?q={quote(' OR '.join(words), safe='')}&size=100"
        reply = self._rest.ask(talk, say("look"), "GET", address, expected={"hits": {"hits": []}})
        hits = [hit for hit in rest.hits(reply) if not rest.is_deleted(hit)]
        ours = [hit for hit in hits if item.object_id in rest.identifiers(hit)]
        others = [hit for hit in hits if hit not in ours and rest.bears(hit, item.description.doi)]
        if not ours and others and not talk.known.is_free:
            there = others[0].get("links") or {}
            raise RefusedError(
                say(
                    "{url} holds a record of yours with the article's DOI {doi} already: {self_html}. If it "
                    "is this deposit, run {advice}; if it is something else, such as the article itself, "
                    "with --found none.",
                    url=self.url,
                    doi=item.description.doi,
                    self_html=there.get("self_html") or there.get("self"),
                    advice=claims.advice(item, "and that address"),
                )
            )
        published = [hit for hit in ours if hit.get("is_published")]
        drafts = [hit for hit in ours if not hit.get("is_published")]
        newest = [hit for hit in published if (hit.get("versions") or {}).get("is_latest", True)]
        draft = drafts[0] if drafts else None
        if draft is not None:
            self._keep_draft(draft, talk)
        return draft, next(iter(newest or published), None)

    def _create(self, item: Item, talk: Conversation) -> dict[str, Any]:
        address = self._rest.records("")
        sample = {"id": "{id}", "links": rest.draft_links(f"{address}/{{id}}")}
        reply = self._rest.ask(talk, say("create"), "POST", address, self._document(item), status=201, expected=sample)
        draft = self._rest.record(talk, say("create"), "POST", address, reply)
        self._keep_draft(draft, talk)
        self._refuse_errors("create", address, draft, reply, talk)
        return draft

    def _new_version(self, record: dict[str, Any], talk: Conversation) -> dict[str, Any]:
        address = record.get("links", {}).get("versions") or self._rest.records(f"{record['id']}/versions")
        sample = {"id": "{new id}", "links": rest.draft_links(f"{self._rest.records('')}/{{new id}}")}
        reply = self._rest.ask(
            talk, say("make a new version"), "POST", address, status=201, expected=sample, is_repeatable=True
        )
        draft = self._rest.record(talk, say("make a new version"), "POST", address, reply)
        self._keep_draft(draft, talk)
        return draft

    def _describe(self, item: Item, draft: dict[str, Any], talk: Conversation) -> dict[str, Any]:
        """Replace the draft's metadata."""
        address = self._rest.draft(draft)
        sample = {"id": draft.get("id"), "links": rest.draft_links(address.removesuffix("/draft"))}
        reply = self._rest.ask(
            talk, say("describe"), "PUT", address, self._document(item), expected=sample, is_repeatable=True
        )
        found = self._rest.record(talk, say("describe"), "PUT", address, reply)
        self._refuse_errors("describe", address, found, reply, talk)
        return {**draft, **found}

    def _upload(self, item: Item, draft: dict[str, Any], talk: Conversation) -> None:
        """Bring the draft's files to those of the item, whatever an earlier run left half done."""
        there = self._files(draft, talk, is_draft=True)
        wanted = {file.name: file for file in rest.attachments(item)}
        address = rest.link(draft, "files", f"{self._rest.draft(draft)}/files")
        for name, entry in list(there.items()):
            is_right = name in wanted and entry.get("checksum") == f"md5:{wanted[name].md5}"
            is_begun = name in wanted and entry.get("status") != "completed"
            if not is_right and not is_begun:
                self._rest.ask(
                    talk, say("remove a file"), "DELETE", f"{address}/{quote(name)}", absent=_GONE, is_repeatable=True
                )
                del there[name]
        for name, file in wanted.items():
            if there.get(name, {}).get("status") != "completed":
                self._upload_one(file, f"{address}/{quote(name)}", there.get(name), address, talk)
        sent = self._files(draft, talk, is_draft=True, expected=wanted)
        wrong = sorted(n for n, f in wanted.items() if sent.get(n, {}).get("checksum") != f"md5:{f.md5}")
        if wrong:
            raise RefusedError(
                say(
                    "The target did not store what it was sent: {wrong} has another checksum there. The "
                    "draft was not published. Run the same command again.",
                    wrong=", ".join(wrong),
                )
            )

    def _upload_one(
        self, file: Attachment, place: str, begun: dict[str, Any] | None, files: str, talk: Conversation
    ) -> None:
        """Announce a file, send it, commit it; one that was ``begun`` is announced already."""
        entry = begun
        if entry is None:
            sample: dict[str, Any] = {"entries": []}
            reply = self._rest.ask(
                talk, say("announce a file"), "POST", files, [{"key": file.name}], status=201, expected=sample
            )
            entry = rest.entries(reply).get(file.name, {})
        self._rest.send(talk, rest.link(entry, "content", f"{place}/content"), file)
        self._rest.ask(talk, say("commit a file"), "POST", rest.link(entry, "commit", f"{place}/commit"))

    def _publish(self, draft: dict[str, Any], talk: Conversation) -> Outcome:
        if self.community and not talk.known.identifiers.get("id"):
            return self._hand_in(draft, talk)
        address = rest.link(draft, "publish", f"{self._rest.draft(draft)}/actions/publish")
        record_address = self._rest.draft(draft).removesuffix("/draft")
        sample = {"id": draft.get("id"), "links": {"self": record_address}, "is_published": True}
        reply = self._rest.ask(talk, say("publish"), "POST", address, status=202, expected=sample, absent=(404,))
        record = reply.json()
        if reply.status == 404 or not rest.is_published(record):
            # Published already, its reply lost; or the reply does not say that it is.
            seen = self._rest.ask(talk, say("look"), "GET", record_address, absent=_GONE)
            record = seen.json() if seen.status not in _GONE else None
        if not rest.is_published(record):
            raise talk.refuse(Request(purpose=say("publish"), method="POST", address=address), reply, is_open=True)
        return self._outcome(record, talk)

    def _hand_in(self, draft: dict[str, Any], talk: Conversation) -> Outcome:
        """Hand the draft in to the community, whose members publish it."""
        review = rest.link(draft, "review", f"{self._rest.draft(draft)}/review")
        body = {"receiver": {"community": self.community}, "type": "community-submission"}
        self._rest.ask(talk, say("name the community"), "PUT", review, body, is_repeatable=True)
        submit = rest.link(draft, "submit-review", f"{self._rest.draft(draft)}/actions/submit-review")
        reply = self._rest.ask(
            talk, say("hand in for review"), "POST", submit, status=202, expected={"id": "{request}"}
        )
        request = self._rest.record(talk, say("hand in for review"), "POST", submit, reply)
        return Outcome(
            state=State.IN_REVIEW,
            identifiers={"draft": str(draft.get("id", "")), "request": str(request.get("id", ""))},
            links={"draft": self._rest.draft(draft)},
        )

    def _outcome(self, record: dict[str, Any], talk: Conversation) -> Outcome:
        links = record.get("links") or {}
        doi = ((record.get("pids") or {}).get("doi") or {}).get("identifier", "")
        parent = (record.get("parent") or {}).get("id", "")
        identifiers = {"id": str(record.get("id", "")), "parent": str(parent), "doi": str(doi)}
        kept = {name: str(links[name]) for name in ("self", "self_html", "versions") if links.get(name)}
        talk.note(identifiers=identifiers, links={**kept, "draft": ""})
        return Outcome(state=State.PUBLISHED, identifiers={k: v for k, v in identifiers.items() if v}, links=kept)

    def _has_files_of(self, item: Item, record: dict[str, Any], talk: Conversation) -> bool:
        """Tell whether a published record holds this content: then only a reply, or the ledger, was lost."""
        there = self._files(record, talk)
        wanted = {
            f.name: f
            for path, f in zip(sorted(item.files), rest.attachments(item), strict=True)
            if package.counts(path)
        }
        others = {path.rpartition("/")[2] for path in item.files if not package.counts(path)}
        same = all(there.get(n, {}).get("checksum") == f"md5:{f.md5}" for n, f in wanted.items())
        return bool(wanted) and same and there.keys() <= wanted.keys() | others

    def _files(
        self,
        record: dict[str, Any],
        talk: Conversation,
        *,
        is_draft: bool = False,
        expected: dict[str, Attachment] | None = None,
    ) -> dict[str, dict[str, Any]]:
        base = self._rest.draft(record) if is_draft else self._rest.records(str(record.get("id")))
        address = rest.link(record, "files", f"{base}/files")
        listed = [{"key": n, "checksum": f"md5:{f.md5}", "status": "completed"} for n, f in (expected or {}).items()]
        reply = self._rest.ask(talk, say("list the files"), "GET", address, expected={"entries": listed})
        return rest.entries(reply)

    def _keep_draft(self, draft: dict[str, Any], talk: Conversation) -> None:
        talk.note(identifiers={"draft": str(draft.get("id", ""))}, links={"draft": self._rest.draft(draft)})

    def _refuse_errors(
        self, purpose: str, address: str, draft: dict[str, Any], reply: Reply, talk: Conversation
    ) -> None:
        """Take a 200 or 201 whose body lists errors for what it is; notes and warnings do not count."""
        said = draft.get("errors") or []
        listed = said if isinstance(said, list) else [said]
        grave = [e for e in listed if not isinstance(e, dict) or e.get("severity", "error") == "error"]
        if grave:
            raise talk.refuse(Request(purpose=purpose, method="PUT", address=address), reply)

    def _document(self, item: Item) -> dict[str, Any]:
        return {
            "access": {"record": "public", "files": "public"},
            "files": {"enabled": True},
            "metadata": invenio_metadata.metadata(item),
            "pids": {},
        }

    def _leftover(self, item: Item) -> str:
        return say(
            "A request to create a draft of {article} got no reply, and the target does not list "
            "what it may have made. If there is a draft titled “{title}” among your uploads at "
            "{base}, beside the record that was published, delete it.",
            article=item.article,
            title=item.description.title,
            base=self._rest.base,
        )

    @property
    def _rest(self) -> rest.Rest:
        return rest.Rest(url=self.url)
