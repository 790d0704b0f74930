"""Taking a record back from InvenioRDM: by a request to delete each of its versions, where the server has that (14).

Its settings decide what comes of it: deleted at once, put before the staff, or refused. The reason stands in the
request; what readers see afterwards is the server's tombstone.
"""

from typing import Any, Final
from urllib.parse import quote

from titelei.deposit.errors import RefusedError
from titelei.deposit.target import Conversation
from titelei.deposit.targets.invenio_rest import Rest, hits, is_deleted, link
from titelei.deposit.values import Outcome, Reply, Request, State
from titelei.messages import say

_GONE: Final = (404, 410)
_FORBIDDEN: Final = 403
_REASON: Final = "retracted"
"""The word of InvenioRDM's own vocabulary for a withdrawal."""

_WAITING: Final = ("created", "submitted")
_GRANTED: Final = "accepted"
_NOTED: Final = say("request to delete ")


def withdraw(server: Rest, record: dict[str, Any], talk: Conversation, *, reason: str) -> Outcome:
    """Ask for the deletion of a record, in all its versions, or how far an earlier request has come.

    Raises:
        RefusedError: the server has no such requests, or refuses; only its staff can delete the record.
    """
    is_waiting = False
    for version in _versions(server, record, talk):
        status = _earlier(server, str(version["id"]), talk) or _ask(server, version, talk, reason)
        is_waiting = is_waiting or status in _WAITING
    if not is_waiting:
        return Outcome(state=State.WITHDRAWN)
    return Outcome(
        state=State.IN_REVIEW,
        reading=say(
            "The repository's staff decide on the withdrawal, and the record is shown till then. Run "
            "the same command again to see what they decided."
        ),
    )


def _versions(server: Rest, record: dict[str, Any], talk: Conversation) -> list[dict[str, Any]]:
    """Give every published version; the one that is known first, since a list may lag behind."""
    address = link(record, "versions", server.records(f"{record['id']}/versions"))
    reply = server.ask(
        talk, say("list the versions"), "GET", f"{address}?size=100", expected={"hits": {"hits": [record]}}
    )
    found = {str(each.get("id")): each for each in hits(reply) if not is_deleted(each)}
    return [record, *(each for name, each in found.items() if name != str(record.get("id")))]


def _earlier(server: Rest, identifier: str, talk: Conversation) -> str:
    """Ask what became of a request that was made before; empty where there was none."""
    request = talk.known.identifiers.get(_NOTED + identifier)
    if not request:
        return ""
    address = f"{server.base}/api/requests/{quote(request)}"
    reply = server.ask(
        talk, say("ask about the withdrawal"), "GET", address, expected={"id": request, "status": _GRANTED}
    )
    status = str(server.record(talk, say("ask about the withdrawal"), "GET", address, reply).get("status", ""))
    if status in (*_WAITING, _GRANTED):
        return status
    talk.note(identifiers={_NOTED + identifier: ""})
    raise RefusedError(
        say(
            "The repository's staff did not grant the withdrawal: the request is {status} ({address}).",
            status=status or say("gone"),
            address=address,
        ),
        words=reply.text,
        reading=say("Speak with the repository's staff. Running the command again asks anew."),
    )


def _ask(server: Rest, version: dict[str, Any], talk: Conversation, reason: str) -> str:
    """Ask for the deletion of one version; a version that is gone is as good as granted."""
    address = (version.get("links") or {}).get("request_deletion")
    page = link(version, "self_html", server.records(str(version["id"])))
    if not address:
        raise _for_staff(server, page, reason, Reply(status=0))
    document = {"reason": _REASON, "comment": say("Withdrawn by its depositor: {reason}", reason=reason)}
    sample = {"id": "{request}", "status": _GRANTED}
    try:
        reply = server.ask(talk, say("withdraw"), "POST", str(address), document, absent=_GONE, expected=sample)
    except RefusedError as error:
        if error.status != _FORBIDDEN:
            raise
        raise _for_staff(server, page, reason, Reply(status=_FORBIDDEN, body=error.words.encode())) from error
    if reply.status in _GONE:
        return _GRANTED
    answer = reply.json()
    if not isinstance(answer, dict) or not answer.get("status"):
        raise talk.refuse(Request(purpose=say("withdraw"), method="POST", address=str(address)), reply)
    if answer["status"] in _WAITING:
        talk.note(identifiers={_NOTED + str(version["id"]): str(answer.get("id", ""))})
    return str(answer["status"])


def _for_staff(server: Rest, page: str, reason: str, reply: Reply) -> RefusedError:
    return RefusedError(
        say(
            "{base} lets its depositors delete no published record. Ask its staff to delete {page}; reason: {reason}.",
            base=server.base,
            page=page,
            reason=reason,
        ),
        words=reply.text,
        status=reply.status,
    )
