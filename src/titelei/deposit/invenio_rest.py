"""How InvenioRDM is asked: addresses, requests, and what its answers hold."""

import json
from dataclasses import dataclass
from typing import Any, Final

from titelei.deposit import archives
from titelei.deposit.target import Conversation
from titelei.deposit.values import Attachment, Item, Reply, Request

_ACCEPT: Final = "application/vnd.inveniordm.v1+json, application/json;q=0.9, */*;q=0.5"
"""The list of a published record's files answers 406 to the first alone; their content is of any type."""

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

    def send(self, talk: Conversation, address: str, file: Attachment) -> None:
        """Send a file\'s content, as it is."""
        request = Request(
            purpose="send a file",
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
    """Read a list of files, by name."""
    return {str(entry.get("key")): dict(entry) for entry in (reply.json() or {}).get("entries") or []}


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
    """Read a list of records."""
    return [hit for hit in ((reply.json() or {}).get("hits") or {}).get("hits") or [] if isinstance(hit, dict)]


def is_deleted(hit: dict[str, Any]) -> bool:
    """Tell whether a record is deleted, and the list lags behind."""
    return bool((hit.get("deletion_status") or {}).get("is_deleted"))


def record_links(address: str) -> dict[str, str]:
    """Give the addresses of a record that a dry run takes for the answer."""
    return {"self": address, "versions": f"{address}/versions", "request_deletion": f"{address}/request-deletion"}


def link(of: dict[str, Any], name: str, otherwise: str) -> str:
    """Give the address that an answer gives, else another."""
    return str((of.get("links") or {}).get(name) or otherwise)
