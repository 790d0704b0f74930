"""How InvenioRDM is asked: addresses, requests, and what its answers hold."""

import json
from dataclasses import dataclass
from typing import Any, Final

from titelei.deposit.errors import RefusedError
from titelei.deposit.target import Conversation
from titelei.deposit.targets import archives
from titelei.deposit.values import Attachment, Item, Reply, Request
from titelei.messages import say

_ACCEPT: Final = "application/vnd.inveniordm.v1+json, application/json;q=0.9, */*;q=0.5"
"""The list of a published record's files answers 406 to the first alone; their content is of any type."""

_PARTS: Final = ("links", "metadata", "pids", "parent", "versions", "deletion_status")
_JSON: Final = {"Accept": _ACCEPT, "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The REST interface of a server at ``url``."""

    url: str

    @property
    def base(self) -> str:
        return self.url.rstrip("/").removesuffix("/api")

    def records(self, path: str) -> str:
        """Give an address under that of all records."""
        return f"{self.base}/api/records{f'/{path}' if path else ''}"

    def draft(self, draft: dict[str, Any]) -> str:
        """Give a draft's own address: the link it gives, which for a published record is the record's."""
        own = link(draft, "self", self.records(str(draft.get("id", ""))))
        return own if own.endswith("/draft") else f"{own}/draft"

    def ask(
        self,
        talk: Conversation,
        purpose: str,
        method: str,
        address: str,
        document: object = None,
        *,
        status: int = 200,
        expected: object = None,
        absent: tuple[int, ...] = (),
        is_repeatable: bool = False,
    ) -> Reply:
        """Ask with a JSON document, or without; ``status`` and ``expected`` stand for the answer in a dry run."""
        body = b"" if document is None else json.dumps(document, ensure_ascii=False, indent=1).encode()
        request = Request(
            purpose=purpose,
            method=method,
            address=address,
            headers=_JSON if document is not None else {"Accept": _ACCEPT},
            body=body,
            is_repeatable=is_repeatable or method == "GET",
            expected=Reply(status=status, body=json.dumps({} if expected is None else expected).encode()),
        )
        return talk.ask(request, absent=absent)

    def record(self, talk: Conversation, purpose: str, method: str, address: str, reply: Reply) -> dict[str, Any]:
        """Read a record or draft out of the answer to a request; anything else is no success, whatever its status.

        Raises:
            RefusedError: there is none; what was to be done may have been done.
        """
        found = reply.json()
        if isinstance(found, dict) and found.get("id") and _is_sound(found):
            return found
        raise talk.refuse(Request(purpose=purpose, method=method, address=address), reply, is_open=method != "GET")

    def send(self, talk: Conversation, address: str, file: Attachment) -> None:
        """Send a file\'s content, as it is."""
        request = Request(
            purpose=say("send a file"),
            method="PUT",
            address=address,
            headers={"Accept": _ACCEPT, "Content-Type": "application/octet-stream"},
            body=file.data,
            files=(file,),
            is_repeatable=True,
        )
        talk.ask(request)


def attachments(item: Item) -> list[Attachment]:
    """Give the files of an item as a record holds them: without folders."""
    return [
        Attachment(name=path.rpartition("/")[2], media_type=archives.media_type(path), data=data)
        for path, data in sorted(item.files.items())
    ]


def entries(reply: Reply) -> dict[str, dict[str, Any]]:
    """Read a list of files, by name.

    Raises:
        RefusedError: the answer is no such list.
    """
    answer = reply.json()
    listed = answer.get("entries", [] if "enabled" in answer else None) if isinstance(answer, dict) else None
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise _no_list("files", reply)
    return {str(entry.get("key")): entry for entry in listed}


def identifiers(hit: dict[str, Any]) -> set[str]:
    """Give the identifiers that a record bears."""
    listed = (hit.get("metadata") or {}).get("identifiers") or []
    return {str(each.get("identifier")) for each in listed}


def bears(hit: dict[str, Any], doi: str) -> bool:
    """Tell whether a record is of a DOI: its own, or one that it is a variant of."""
    related = [str(e.get("identifier")) for e in (hit.get("metadata") or {}).get("related_identifiers") or []]
    own = str(((hit.get("pids") or {}).get("doi") or {}).get("identifier", ""))
    return bool(doi) and any(each.lower().endswith(doi.lower()) for each in (own, *related))


def creators(metadata: dict[str, Any]) -> list[str]:
    """Give the authors of some metadata, each as one string."""
    people = [(c.get("person_or_org") or {}) for c in metadata.get("creators") or []]
    return [
        ", ".join(n for n in (p.get("family_name"), p.get("given_name")) if n) or str(p.get("name", "")) for p in people
    ]


def draft_links(address: str) -> dict[str, str]:
    """Give the addresses of a draft that a dry run takes for the answer."""
    draft = f"{address}/draft"
    return {
        "self": draft,
        "files": f"{draft}/files",
        "publish": f"{draft}/actions/publish",
    }


def hits(reply: Reply) -> list[dict[str, Any]]:
    """Read a list of records.

    Raises:
        RefusedError: the answer is no such list, so that it does not say that nothing is there.
    """
    answer = reply.json()
    around = answer.get("hits") if isinstance(answer, dict) else None
    listed = around.get("hits") if isinstance(around, dict) else None
    if not isinstance(listed, list) or not all(isinstance(hit, dict) and _is_sound(hit) for hit in listed):
        raise _no_list("records", reply)
    return listed


def _is_sound(record: dict[str, Any]) -> bool:
    """Tell whether the parts of a record that are read are objects, where they are there."""
    return all(isinstance(record.get(name) or {}, dict) for name in _PARTS)


def _no_list(what: str, reply: Reply) -> RefusedError:
    reading = say(
        "The target was asked for a list of {what} and answered with something else (status "
        "{status}); what is there cannot be told from that. See whether url in titelei.toml is "
        "the server's address, and whether it is at work; then run the same command again.",
        what=what,
        status=reply.status,
    )
    return RefusedError(reading, words=reply.text, reading=reading, status=reply.status)


def is_published(record: object) -> bool:
    """Tell whether an answer is a record that is published, and says so."""
    if not isinstance(record, dict) or not record.get("id") or not _is_sound(record):
        return False
    return record.get("is_published") is True or record.get("status") == "published"


def is_deleted(hit: dict[str, Any]) -> bool:
    """Tell whether a record is deleted, and the list lags behind."""
    return bool((hit.get("deletion_status") or {}).get("is_deleted"))


def record_links(address: str) -> dict[str, str]:
    """Give the addresses of a record that a dry run takes for the answer."""
    return {"self": address, "versions": f"{address}/versions", "request_deletion": f"{address}/request-deletion"}


def link(of: dict[str, Any], name: str, otherwise: str) -> str:
    """Give the address that an answer gives, else another."""
    return str((of.get("links") or {}).get(name) or otherwise)
