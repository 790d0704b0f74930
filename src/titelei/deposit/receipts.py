"""The receipt of a deposit, which lies in the article's object beside what was sent."""

import hashlib

import msgspec

from titelei.deposit.ledger.ledger import Ledger, Row
from titelei.deposit.values import Item
from titelei.messages import plain


def write_receipt(name: str, kind: str, row: Row, item: Item, ledger: Ledger) -> bytes:
    """Write what a target took and said, as JSON: beside what was sent, with its digests, and never a secret."""
    steps = ledger.steps_of_receipt(name, item.article)
    asked = [
        {
            "step": number,
            "purpose": step.purpose,
            "method": step.method,
            "address": step.address,
            "body": {"size": step.body_size, "sha256": step.body_sha256},
            "sent": step.sent,
            "answered": step.answered,
            "status": step.status,
            "failure": step.failure,
        }
        for number, step in enumerate(steps, 1)
    ]
    answers = [step for step in steps if step.reply]
    last = (answers[-1].reply or b"").decode("utf-8", "replace")[:100_000] if answers else ""
    document = {
        "target": name,
        "kind": kind,
        "article": item.article,
        "object": item.object_id,
        "version": row.sent_version,
        "digest": row.sent_digest,
        "state": row.state.value,
        "when": row.changed,
        "identifiers": dict(row.identifiers),
        "links": dict(row.links),
        "files": [
            {"path": path, "size": len(data), "sha512": hashlib.sha512(data).hexdigest()}
            for path, data in sorted(item.files.items())
        ],
        "requests": asked,
        "last_reply": last,
        "leftovers": list(row.leftovers),
    }
    return msgspec.json.format(msgspec.json.encode(document, enc_hook=plain), indent=2) + b"\n"
