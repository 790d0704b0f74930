"""A STUB where InvenioRDM looks for OpenSearch: it keeps documents by index and id, and finds all or by exact words.

Enough for the REST interface of records and drafts: InvenioRDM writes through its database and asks the search
only for lists. A query is read for its quoted words, its ``term`` and its ``ids``; anything else matches everything.
"""

import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

INDEXES: dict[str, dict[str, Any]] = {}
ALIASES: dict[str, set[str]] = {}
DOCUMENTS: dict[str, dict[str, dict[str, Any]]] = {}
LOCK = threading.Lock()
_EXACT = ("id", "uuid", "parent.id", "slug", "prefix", "topic.record", "is_open")
"""The fields whose ``term`` is held to; any other matches everything."""

INFO = {
    "name": "stub",
    "cluster_name": "stub",
    "cluster_uuid": "stub",
    "version": {"distribution": "opensearch", "number": "2.19.0", "lucene_version": "9.12.0"},
    "tagline": "This is a stub, no OpenSearch",
}


def indexes(name: str) -> list[str]:
    """Give the indexes that a name, an alias or a pattern means."""
    found: list[str] = []
    for each in name.split(","):
        pattern = re.compile(re.escape(each).replace(r"\*", ".*"))
        found += [i for i in INDEXES if pattern.fullmatch(i)]
        found += [i for alias, members in ALIASES.items() if pattern.fullmatch(alias) for i in members]
    return sorted(set(found))


def wanted(query: object) -> list[str]:
    """Give the words in quotation marks of every query string in a query: all must be found."""
    text = json.dumps(query, ensure_ascii=False)
    strings = re.findall(r'"query": "((?:[^"\\]|\\.)*)"', text)
    return [word for string in strings for word in re.findall(r'\\"(.+?)\\"', string)]


def terms(query: object, found: list[tuple[str, object]]) -> None:
    """Collect the ``term`` clauses of a query that name an id."""
    if isinstance(query, dict):
        for key, value in query.items():
            if key == "term" and isinstance(value, dict):
                for name, term in value.items():
                    if name in _EXACT:
                        found.append((name, term.get("value") if isinstance(term, dict) else term))
            else:
                terms(value, found)
    elif isinstance(query, list):
        for value in query:
            terms(value, found)


def search(name: str, body: dict[str, Any]) -> dict[str, Any]:
    """Answer a search."""
    hits = []
    words = wanted(body.get("query"))
    exact: list[tuple[str, object]] = []
    terms(body.get("query"), exact)
    for index in indexes(name):
        for key, source in DOCUMENTS.get(index, {}).items():
            text = json.dumps(source, ensure_ascii=False)
            if words and not any(word in text for word in words):
                continue
            if not all(at(source, field) == value for field, value in exact):
                continue
            hits.append({"_index": index, "_id": key, "_score": 1.0, "_source": source, "_version": 1, "sort": [1]})
    start, size = int(body.get("from", 0)), int(body.get("size", 10))
    return {
        "took": 1,
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {
            "total": {"value": len(hits), "relation": "eq"},
            "max_score": 1.0,
            "hits": hits[start : start + size],
        },
        "aggregations": counts(body.get("aggs") or body.get("aggregations") or {}),
    }


def counts(asked: dict[str, Any]) -> dict[str, Any]:
    """Answer every count that is asked for: none found."""
    return {
        name: {"doc_count": 0, "sum_other_doc_count": 0, "buckets": [], **counts(each.get("aggs") or {})}
        for name, each in asked.items()
    }


def at(source: object, path: str) -> object:
    """Give what stands at a dotted path."""
    for step in path.split("."):
        source = source.get(step) if isinstance(source, dict) else None
    return source


def bulk(data: bytes, default: str) -> dict[str, Any]:
    """Carry out a bulk request."""
    lines = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
    items = []
    number = 0
    while number < len(lines):
        ((action, meta),) = lines[number].items()
        number += 1
        index = (indexes(meta.get("_index", default)) or [meta.get("_index", default)])[0]
        if action == "delete":
            DOCUMENTS.get(index, {}).pop(meta["_id"], None)
        else:
            document = lines[number]
            number += 1
            DOCUMENTS.setdefault(index, {})[str(meta.get("_id", number))] = document.get("doc", document)
        items.append({action: {"_index": index, "_id": meta.get("_id"), "_version": 1, "status": 200, "result": "ok"}})
    return {"took": 1, "errors": False, "items": items}


def answer(method: str, path: str, data: bytes) -> tuple[int, object]:
    """Answer one request."""
    steps = [unquote(step) for step in urlsplit(path).path.strip("/").split("/") if step]
    body = {} if not data or steps[-1:] in (["_bulk"], ["_msearch"]) else json.loads(data)
    if not steps:
        return 200, INFO
    if steps[-1] == "_bulk":
        return 200, bulk(data, steps[0])
    if steps[-1] == "_search":
        return 200, search(steps[0] if len(steps) > 1 else "*", body)
    if steps[-1] == "_count":
        return 200, {"count": search(steps[0], body)["hits"]["total"]["value"]}
    if steps[-1] in ("_refresh", "_flush", "_forcemerge"):
        return 200, {"_shards": {"total": 1, "successful": 1, "failed": 0}}
    if steps[-1] == "_msearch":
        pairs = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
        return 200, {
            "responses": [search(h.get("index", "*"), b) for h, b in zip(pairs[::2], pairs[1::2], strict=True)]
        }
    if steps[-1] in ("_delete_by_query", "_update_by_query"):
        return 200, {"deleted": 0, "updated": 0, "total": 0, "failures": []}
    if steps[0] in ("_template", "_index_template", "_component_template", "_ingest", "_cluster", "_nodes", "_cat"):
        return (404, {}) if method == "HEAD" else (200, {"acknowledged": True, "status": "green"})
    if steps[0] == "_alias" or "_alias" in steps or steps[0] == "_aliases":
        return alias(method, steps, body)
    if len(steps) >= 3 and steps[1] in ("_doc", "_create", "_update"):
        return document(method, steps[0], steps[2], body)
    if len(steps) == 2 and steps[1] == "_doc":
        return document("PUT", steps[0], str(len(DOCUMENTS.get(steps[0], {})) + 1), body)
    if len(steps) == 2:
        return 200, {i: {"mappings": INDEXES[i].get("mappings", {}), "settings": {}} for i in indexes(steps[0])}
    return index(method, steps[0], body)


def alias(method: str, steps: list[str], body: dict[str, Any]) -> tuple[int, object]:
    """Answer what is asked of aliases."""
    if steps[0] == "_aliases":
        for action in body.get("actions", []):
            ((kind, value),) = action.items()
            for each in value.get("indices", [value.get("index")]):
                members = ALIASES.setdefault(value.get("alias", ""), set())
                members.add(each) if kind == "add" else members.discard(each)
        return 200, {"acknowledged": True}
    name = steps[-1]
    if method in ("PUT", "POST"):
        ALIASES.setdefault(name, set()).update(indexes(steps[0]) or [steps[0]])
        return 200, {"acknowledged": True}
    if method == "HEAD":
        return (200 if name in ALIASES else 404), {}
    return (200, {i: {"aliases": {name: {}}} for i in ALIASES[name]}) if name in ALIASES else (404, {})


def document(method: str, name: str, key: str, body: dict[str, Any]) -> tuple[int, object]:
    """Keep, give or delete one document."""
    target = (indexes(name) or [name])[0]
    kept = DOCUMENTS.setdefault(target, {})
    result = {"_index": target, "_id": key, "_version": 1, "_seq_no": 1, "_primary_term": 1}
    if method in ("PUT", "POST"):
        kept[key] = body.get("doc", body)
        return 201, {**result, "result": "created"}
    if method == "DELETE":
        return (200, {**result, "result": "deleted"}) if kept.pop(key, None) is not None else (404, result)
    return (200, {**result, "found": True, "_source": kept[key]}) if key in kept else (404, {**result, "found": False})


def index(method: str, name: str, body: dict[str, Any]) -> tuple[int, object]:
    """Make, find or delete an index."""
    if method == "HEAD":
        return (200 if indexes(name) else 404), {}
    if method == "PUT":
        INDEXES[name] = body
        for each in body.get("aliases") or {}:
            ALIASES.setdefault(each, set()).add(name)
        return 200, {"acknowledged": True, "shards_acknowledged": True, "index": name}
    if method == "DELETE":
        for each in indexes(name):
            INDEXES.pop(each, None)
            DOCUMENTS.pop(each, None)
        return 200, {"acknowledged": True}
    return 200, {i: {"aliases": {}, **INDEXES[i]} for i in indexes(name)}


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for :func:`answer`."""

    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with LOCK:
            status, document = answer(self.command, self.path, data)
        body = b"" if self.command == "HEAD" else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_any  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
