"""A TEST DOUBLE of InvenioRDM's REST interface, built to what versions 14.0.5 and 13.1.2 answered. No repository.

Beside the observed answers it knows the documented ``DELETE`` of a draft's file and the list of one's own records.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from servers.http_server import Answer, Asked, HttpServer

QUIRKS: Final = {
    "no-search": "the list of one's own records is empty, as while the index has not caught up",
    "corrupts": "what is stored of a file is not what was sent",
    "busy": "the first two requests that change something are answered 429 with Retry-After",
    "echo": "refusals repeat the Authorization header",
    "down": "everything is answered 503",
    "no-deletion": "there are no requests to delete a record (before 14)",
    "deletion-denied": "a request to delete a record is refused: 403 (the settings of 14 as they come)",
    "deletion-asked": "a request to delete a record waits for the staff",
}


@dataclass(slots=True)
class Stored:
    """A draft or record. ``files`` is name → bytes; None where announced only; ``committed`` are names."""

    id: str
    parent: str
    metadata: dict[str, Any]
    pids: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes | None] = field(default_factory=dict)
    committed: set[str] = field(default_factory=set)
    is_published: bool = False
    is_deleted: bool = False
    version: int = 1


class InvenioServer(HttpServer):
    """The double. ``records`` are all drafts and records by id."""

    token = "token-0123456789abcdef"

    def __init__(self, *quirks: str) -> None:
        super().__init__()
        assert set(quirks) <= QUIRKS.keys(), quirks
        self.quirks = set(quirks)
        self.records: dict[str, Stored] = {}
        self.requests: dict[str, str] = {}
        """What became of the requests to delete a record."""
        self.refusals = 0

    @property
    def published(self) -> list[Stored]:
        return [r for r in self.records.values() if r.is_published and not r.is_deleted]

    @property
    def drafts(self) -> list[Stored]:
        return [r for r in self.records.values() if not r.is_published]

    def answer(self, asked: Asked) -> Answer:
        """Answer one request."""
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            said = asked.headers.get("authorization") if "echo" in self.quirks else ""
            return self.json(403, {"message": f"Permission denied. {said}"})
        if "down" in self.quirks:
            return Answer(status=503)
        if "busy" in self.quirks and asked.method != "GET" and self.refusals < 2:
            self.refusals += 1
            return Answer(status=429, headers={"Retry-After": "3"})
        if asked.path == "/api/user/records" and asked.method == "GET":
            return self.search(asked)
        if asked.path == "/api/records" and asked.method == "POST":
            return self.create(asked)
        if asked.path.startswith("/api/requests/"):
            name = asked.path.rpartition("/")[2]
            return self.json(200, {"id": name, "status": self.requests[name]})
        found = re.fullmatch(r"/api/records/([a-z0-9-]+)(/.*)?", asked.path)
        record = self.records.get(found[1]) if found else None
        if found is None or record is None:
            return self.json(404, {"status": 404, "message": "The persistent identifier does not exist."})
        rest = found[2] or ""
        if rest.startswith("/draft"):
            return self.draft(asked, record, rest.removeprefix("/draft"))
        return self.record(asked, record, rest)

    def search(self, asked: Asked) -> Answer:
        hits = [] if "no-search" in self.quirks else [self.shown(r) for r in self.records.values()]
        words = re.findall(r'"([^"]+)"', asked.query.get("q", ""))
        hits = [hit for hit in hits if any(word in json.dumps(hit["metadata"]) for word in words)]
        return self.json(200, {"hits": {"hits": hits, "total": len(hits)}})

    def create(self, asked: Asked) -> Answer:
        number = f"rec-{len(self.records) + 1}"
        record = Stored(id=number, parent=f"parent-{number}", metadata={})
        self.records[number] = record
        return self.take(asked, record, 201)

    def take(self, asked: Asked, record: Stored, status: int) -> Answer:
        document = json.loads(asked.body)
        doubled = [k for k, v in document["metadata"].items() if isinstance(v, list) and has_twice(v)]
        if doubled:
            return self.json(500, {"message": "The server encountered an internal error"})
        record.metadata, record.pids = document["metadata"], document.get("pids") or {}
        return self.json(status, self.shown(record) | {"errors": self.errors(record)})

    def errors(self, record: Stored) -> list[dict[str, Any]]:
        """List what hinders publishing: fields that are missing, an external DOI that another record has."""
        needed = ("title", "publication_date", "resource_type", "publisher", "creators")
        said = [
            {"field": f"metadata.{name}", "messages": ["Missing data for required field."]}
            for name in needed
            if not record.metadata.get(name)
        ]
        if record.version > 1 and not record.files:
            said.append({"field": "files.enabled", "messages": ["Missing uploaded files."]})
        doi = record.pids.get("doi", {}).get("identifier")
        others = [r for r in self.records.values() if r is not record and doi]
        if any(r.pids.get("doi", {}).get("identifier") == doi for r in others):
            said.append({"field": "pids.doi", "messages": [f"doi:{doi} already exists."]})
        return said

    def draft(self, asked: Asked, record: Stored, rest: str) -> Answer:
        if record.is_published:
            return self.json(404, {"message": "The persistent identifier does not exist."})
        if rest == "" and asked.method == "GET":
            return self.json(200, self.shown(record) | {"errors": self.errors(record)})
        if rest == "" and asked.method == "DELETE":
            del self.records[record.id]
            return Answer(status=204)
        if rest == "" and asked.method == "PUT":
            return self.take(asked, record, 200)
        if rest == "/actions/publish" and asked.method == "POST":
            return self.publish(record)
        if rest == "/files" and asked.method == "GET":
            return self.json(200, {"entries": [self.file(record, name) for name in record.files]})
        if rest == "/files" and asked.method == "POST":
            return self.announce(asked, record)
        found = re.fullmatch(r"/files/([^/]+)(/content|/commit)?", rest)
        if found is None or found[1] not in record.files:
            return self.json(404, {"message": "no such file"})
        return self.one_file(asked, record, found[1], found[2] or "")

    def announce(self, asked: Asked, record: Stored) -> Answer:
        keys = [entry["key"] for entry in json.loads(asked.body)]
        if any(key in record.files for key in keys):
            return self.json(400, {"message": f"File with key {keys[0]} already exists."})
        record.files.update(dict.fromkeys(keys))
        return self.json(201, {"entries": [self.file(record, name) for name in record.files]})

    def one_file(self, asked: Asked, record: Stored, name: str, rest: str) -> Answer:
        if asked.method == "DELETE" and not rest:
            del record.files[name]
            record.committed.discard(name)
            return Answer(status=204)
        if asked.method == "PUT" and rest == "/content":
            if asked.headers.get("content-type") != "application/octet-stream":
                return self.json(415, {"message": "Unsupported media type"})
            record.files[name] = asked.body + b"?" if "corrupts" in self.quirks else asked.body
            return self.json(200, self.file(record, name))
        if asked.method == "POST" and rest == "/commit":
            if record.files[name] is None:
                return self.json(500, {"message": "The server encountered an internal error"})
            record.committed.add(name)
            return self.json(200, self.file(record, name))
        return self.json(405, {"message": "Method not allowed"})

    def publish(self, record: Stored) -> Answer:
        if self.errors(record):
            return self.json(400, {"message": "A validation error occurred.", "errors": self.errors(record)})
        if record.files.keys() != record.committed:
            return self.json(400, {"message": "One or more files are not completed."})
        record.is_published = True
        return self.json(202, self.shown(record))

    def record(self, asked: Asked, record: Stored, rest: str) -> Answer:
        if not record.is_published:
            return self.json(404, {"message": "The persistent identifier is not registered."})
        if record.is_deleted:
            return self.json(410, {"message": "Record deleted", "tombstone": {"is_visible": True}})
        if rest == "" and asked.method == "GET":
            return self.json(200, self.shown(record))
        if rest == "/files" and asked.method == "GET":
            if "application/json" not in asked.headers.get("accept", ""):
                return self.json(406, {"message": "Not Acceptable"})
            return self.json(200, {"entries": [self.file(record, name) for name in record.files]})
        if rest == "/versions" and asked.method == "POST":
            return self.new_version(record)
        if rest == "/versions" and asked.method == "GET":
            return self.json(
                200, {"hits": {"hits": [self.shown(r) for r in self.published if r.parent == record.parent]}}
            )
        if rest == "/request-deletion" and asked.method == "POST" and "no-deletion" not in self.quirks:
            return self.request_deletion(asked, record)
        found = re.fullmatch(r"/files/([^/]+)/content", rest)
        if found and found[1] in record.files:
            return Answer(status=200, body=record.files[found[1]] or b"")
        return self.json(404, {"message": "not found"})

    def request_deletion(self, asked: Asked, record: Stored) -> Answer:
        document = json.loads(asked.body)
        if document["reason"] != "retracted" or len(document["comment"]) < 25:
            return self.json(400, {"message": "Invalid removal reason"})
        if "deletion-denied" in self.quirks:
            return self.json(403, {"message": "Permission denied."})
        name = f"request-{len(self.requests) + 1}"
        record.is_deleted = "deletion-asked" not in self.quirks
        self.requests[name] = "accepted" if record.is_deleted else "submitted"
        return self.json(200 if record.is_deleted else 201, {"id": name, "status": self.requests[name]})

    def new_version(self, record: Stored) -> Answer:
        """Give the one draft of the next version: the same however often it is asked for."""
        family = [r for r in self.records.values() if r.parent == record.parent]
        draft = next((r for r in family if not r.is_published), None)
        if draft is None:
            number = f"rec-{len(self.records) + 1}"
            metadata = {k: v for k, v in record.metadata.items() if k not in ("publication_date", "version")}
            draft = Stored(id=number, parent=record.parent, metadata=metadata, version=len(family) + 1)
            self.records[number] = draft
        return self.json(201, self.shown(draft))

    def shown(self, record: Stored) -> dict[str, Any]:
        own = f"{self.public}/api/records/{record.id}"
        base = own if record.is_published else f"{own}/draft"
        newest = max(
            r.version
            for r in self.records.values()
            if r.parent == record.parent and r.is_published == record.is_published
        )
        links = {
            "self": base,
            "self_html": f"{self.public}/records/{record.id}",
            "files": f"{base}/files",
            "versions": f"{own}/versions",
        }
        if not record.is_published:
            links["publish"] = f"{base}/actions/publish"
        elif "no-deletion" not in self.quirks:
            links["request_deletion"] = f"{own}/request-deletion"
        return {
            "id": record.id,
            "parent": {"id": record.parent},
            "metadata": record.metadata,
            "pids": record.pids,
            "is_published": record.is_published,
            "deletion_status": {"is_deleted": record.is_deleted, "status": "D" if record.is_deleted else "P"},
            "versions": {"index": record.version, "is_latest": record.version == newest},
            "links": links,
        }

    def file(self, record: Stored, name: str) -> dict[str, Any]:
        own = f"{self.public}/api/records/{record.id}{'' if record.is_published else '/draft'}/files/{name}"
        data = record.files[name]
        is_done = name in record.committed
        return {
            "key": name,
            "status": "completed" if is_done else "pending",
            "checksum": f"md5:{hashlib.md5(data).hexdigest()}" if is_done and data is not None else None,
            "links": {"self": own, "content": f"{own}/content", "commit": f"{own}/commit"},
        }

    def json(self, status: int, document: object) -> Answer:
        return Answer(status=status, body=json.dumps(document).encode(), headers={"Content-Type": "application/json"})


def has_twice(values: list[Any]) -> bool:
    """Tell whether a list holds a value twice."""
    return any(value in values[:n] for n, value in enumerate(values))
