"""Looking for an item in a SWORD v2 collection: by our identifier or DOI, by title where the server keeps neither.

Lists differ: EPrints gives titles, DSpace titles and no edit address (the entry's id is one), the reference server
edit addresses alone. What a list leaves open is read entry by entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from titelei.deposit import claims
from titelei.deposit.errors import RefusedError, UnansweredError
from titelei.deposit.network.http import same_origin
from titelei.deposit.target import Conversation
from titelei.deposit.targets import atom
from titelei.deposit.values import Item, Reply, Request
from titelei.messages import say

_LONGEST_LIST: Final = 200
_MOST_READ: Final = 100
NO_LIST: Final = (400, 404, 405, 406, 415, 501)


class Reading(Protocol):
    """Reads the entry at an address; gives None where there is none."""

    def __call__(self, address: str, talk: Conversation) -> atom.Entry | None: ...


class Comparing(Protocol):
    """Tells whether an entry's files are those of the item; False where the server does not give them back."""

    def __call__(self, entry: atom.Entry, item: Item, talk: Conversation) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A collection to look through."""

    collection: str
    headers: dict[str, str] = field(default_factory=dict)
    read: Reading
    is_same: Comparing

    def look(self, item: Item, talk: Conversation) -> atom.Entry | None:
        """Give the item's entry; None where it is not there, or nobody can tell and nothing was sent before.

        Raises:
            RefusedError: something is there that may be the item, and a person must say.
            UnansweredError: a request to create it may have arrived, and the list does not show whether.
        """
        is_begun = talk.known.is_begun("create")
        alike: list[atom.Entry] = []
        unread: list[atom.Entry] = []
        is_whole = True
        for page in self._pages(talk):
            if page is None:
                is_whole = False
                break
            for entry in page:
                if _is_ours(entry, item):
                    return replace(entry, links={**entry.links, "edit": entry.edit})
                if _is_of_doi(entry, item):
                    alike.append(entry)
                elif not entry.identifiers and entry.title in ("", item.description.title):
                    unread.append(entry)
        for entry in unread[:_MOST_READ]:
            found = self._read(entry, talk)
            if found is not None and _is_ours(found, item):
                return found
            if found is not None and _is_alike(found, item):
                alike.append(found)
        is_whole = is_whole and len(unread) <= _MOST_READ
        alike = [entry for entry in alike if not talk.taken(entry.edit, entry.id)]
        if talk.known.is_free or (not alike and (is_whole or not is_begun)):
            return None
        if is_begun and len(alike) == 1 and self._is_sent(alike[0], item, talk):
            # Our own request arrived, at a server that keeps no identifiers (EPrints).
            return alike[0]
        if alike:
            raise RefusedError(
                say(
                    "{collection} holds what may be {article} already: “{title}”, {edit}. If it is this "
                    "deposit, run {advice}; if not, with --found none.",
                    collection=self.collection,
                    article=item.article,
                    title=alike[0].title,
                    edit=alike[0].edit,
                    advice=claims.advice(item, "and that address"),
                )
            )
        raise UnansweredError(
            say(
                "An earlier request to create {article} got no reply, and {collection} does not list "
                "what it holds. Look there for “{title}”, then run {advice} item's edit address, or with "
                "--found none.",
                article=item.article,
                collection=self.collection,
                title=item.description.title,
                advice=claims.advice(item, "and the"),
            )
        )

    def _is_sent(self, entry: atom.Entry, item: Item, talk: Conversation) -> bool:
        """Tell whether an entry without identifiers holds what we sent: a title alone may be another article's."""
        whole = entry if "edit-media" in entry.links else self._read(entry, talk)
        return whole is not None and self.is_same(whole, item, talk)

    def _pages(self, talk: Conversation) -> Iterator[tuple[atom.Entry, ...] | None]:
        """Give the entries of each page of the list; None where there is no list."""
        address = self.collection
        for _ in range(_LONGEST_LIST):
            request = Request(
                purpose=say("look"),
                method="GET",
                address=address,
                headers={"Accept": "*/*", **self.headers},  # a type of feeds is an export to EPrints, and refused
                is_repeatable=True,
                expected=Reply(status=200, body=f'<feed xmlns="{atom.ATOM}"/>'.encode()),
            )
            reply = talk.ask(request, absent=NO_LIST)
            feed = atom.read_feed(reply, address) if reply.status == 200 else None
            if feed is None and reply.status == 200:
                # A page to log in, for instance: it does not say that nothing is there.
                raise talk.refuse(request, reply)
            if feed is None:
                yield None
                return
            entries, following = feed
            yield entries
            if not entries or not following or following == address:
                return
            address = following
        yield None

    def _read(self, entry: atom.Entry, talk: Conversation) -> atom.Entry | None:
        """Read an entry of which the list says too little; what the list says stands where it cannot be read."""
        if not entry.edit or not same_origin(entry.edit, self.collection):
            return entry
        found = self.read(entry.edit, talk)
        return None if found is None else replace(found, title=found.title or entry.title)


def _is_ours(entry: atom.Entry, item: Item) -> bool:
    return bool({item.object_id, item.page} & {entry.id, *entry.identifiers})


def _is_of_doi(entry: atom.Entry, item: Item) -> bool:
    doi = item.description.doi.lower()
    return bool(doi) and any(identifier.lower().endswith(doi) for identifier in entry.identifiers)


def _is_alike(entry: atom.Entry, item: Item) -> bool:
    """Tell whether an entry may be the item: by its DOI, or by title where the server keeps no identifiers."""
    return _is_of_doi(entry, item) or (not entry.identifiers and entry.title == item.description.title)
