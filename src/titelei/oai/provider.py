"""The six verbs (OAI-PMH 2.0, section 4): a request in, an answer out; no HTTP here."""

import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from xml.sax.saxutils import escape, quoteattr, unescape

from titelei.formats import Oai, Registry
from titelei.names import XSI
from titelei.oai import envelope
from titelei.oai.arguments import Request, parse_request
from titelei.oai.dates import write
from titelei.oai.errors import Fault, ProtocolError
from titelei.oai.tokens import Signer, Token
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.oai_records import RIGHTS
from titelei.repository.catalogue.places import TURNS, second
from titelei.repository.catalogue.reading import Record, Selection, Snapshot, snapshot
from titelei.version import __version__

_IDENTIFIER: Final = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_METADATA: Final = "http://www.openarchives.org/OAI/2.0/entity#metadata"
_DOMAIN: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]+)+")
"""What oai-identifier.xsd takes for a domain: no number of a machine, and no name without a dot."""
_LISTS: Final = ("ListIdentifiers", "ListRecords")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who answers: the repository's name, whom to write to, the domain of its identifiers, the metadata's licence."""

    name: str
    admin_email: str
    domain: str
    rights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; ``tag`` stays the same while the answer would, but for its responseDate.

    ``data`` is empty where the asker has an answer of this tag.
    """

    data: bytes
    tag: str


class Provider:
    """The data provider over one catalogue. It keeps nothing between two requests."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        identity: Identity,
        signer: Signer,
        page_size: int = 100,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if page_size < 1:
            raise ValueError("a page holds at least one record")
        self._catalogue = catalogue
        self._identity = identity
        self._signer = signer
        self._page_size = page_size
        self._clock = clock
        self._offers: dict[str, Oai] = _offers(catalogue.formats)

    def answer(self, encoded: bytes, *, base_url: str, unless: Collection[str] = ()) -> Answer:
        """Answer a query string; ``unless`` are the tags of answers that the asker has.

        Raises:
            StorageError: the catalogue cannot be read now.
        """
        # The moment comes before the note and both before the catalogue: see marker.py for why.
        now = int(self._clock())
        note = self._catalogue.marker.note()
        if note is not None and note.since:
            now = min(now, note.since)
        try:
            request = parse_request(encoded)
        except ProtocolError as error:
            return Answer(data=envelope.refusal(base_url, now, {}, error.faults), tag="")
        with snapshot(self._catalogue.database) as shown:
            tag = self._tag(shown, base_url, encoded)
            if tag in unless:
                return Answer(data=b"", tag=tag)
            try:
                parts = list(self._parts(request, shown, base_url))
            except ProtocolError as error:
                return Answer(data=envelope.refusal(base_url, now, request.arguments, error.faults), tag=tag)
        return Answer(data=envelope.answer(base_url, now, request.arguments, request.verb, parts), tag=tag)

    def _tag(self, shown: Snapshot, base_url: str, encoded: bytes) -> str:
        state = f"{__version__} {shown.epoch} {shown.place} {self._identity} {self._page_size} {base_url} "
        return blake2b(state.encode() + encoded, digest_size=12).hexdigest()

    def _parts(self, request: Request, shown: Snapshot, base_url: str) -> Iterator[bytes]:
        match request.verb:
            case "Identify":
                return self._identify(shown, base_url)
            case "ListMetadataFormats":
                return self._formats(request, shown)
            case "ListSets":
                return self._sets(request, shown)
            case "GetRecord":
                return self._record(request, shown)
        return self._list(request, shown)

    def _identify(self, shown: Snapshot, base_url: str) -> Iterator[bytes]:
        identity = self._identity
        yield envelope.element("repositoryName", identity.name)
        yield envelope.element("baseURL", base_url)
        yield envelope.element("protocolVersion", "2.0")
        yield envelope.element("adminEmail", identity.admin_email)
        yield envelope.element("earliestDatestamp", write(shown.earliest() or 0))
        yield envelope.element("deletedRecord", "persistent")
        yield envelope.element("granularity", "YYYY-MM-DDThh:mm:ssZ")
        yield envelope.element("compression", "gzip")
        if _DOMAIN.fullmatch(identity.domain):
            yield _oai_identifier(identity.domain, shown.newest() or f"oai:{identity.domain}:article-2021")
        if identity.rights:
            yield (
                f'<description><rightsManifest xmlns="{RIGHTS}" xmlns:xsi="{XSI}" xsi:schemaLocation="{RIGHTS} '
                f'http://www.openarchives.org/OAI/2.0/rightsManifest.xsd" appliesTo="{_METADATA}"><rights>'
                f"<rightsReference ref={quoteattr(identity.rights)}/></rights></rightsManifest></description>\n"
            ).encode()

    def _formats(self, request: Request, shown: Snapshot) -> Iterator[bytes]:
        identifier = request.arguments.get("identifier")
        wanted = tuple(self._offers)
        if identifier is not None:
            if shown.entry(identifier) is None:
                raise ProtocolError(_unknown(identifier))
            had = shown.prefixes(identifier)
            wanted = tuple(prefix for prefix in self._offers if prefix in had)
        if not wanted:
            raise ProtocolError(Fault("noMetadataFormats", "No format of the item is to be had now."))
        for offer in (self._offers[prefix] for prefix in wanted):
            yield (
                f"<metadataFormat><metadataPrefix>{escape(offer.prefix)}</metadataPrefix><schema>{escape(offer.schema)}"
                f"</schema><metadataNamespace>{escape(offer.namespace)}</metadataNamespace></metadataFormat>\n"
            ).encode()

    def _sets(self, request: Request, shown: Snapshot) -> Iterator[bytes]:
        token = self._resumed(request) or Token(verb="ListSets", cursor=0, size=shown.count_sets())
        found = shown.sets(token.set_spec, self._page_size + 1)
        page = found[: self._page_size]
        if not page:
            raise ProtocolError(Fault("noSetHierarchy", "The repository holds no records yet, so there are no sets."))
        for spec, name in page:
            yield f"<set><setSpec>{escape(spec)}</setSpec><setName>{escape(name)}</setName></set>\n".encode()
        following = Token(verb="ListSets", set_spec=page[-1][0], cursor=token.cursor + len(page), size=token.size)
        yield self._token(token, following, has_more=len(found) > len(page))

    def _record(self, request: Request, shown: Snapshot) -> Iterator[bytes]:
        identifier, prefix = request.arguments["identifier"], request.arguments["metadataPrefix"]
        faults = []
        is_known = shown.entry(identifier) is not None
        if not is_known:
            faults.append(_unknown(identifier))
        if prefix not in self._offers:
            faults.append(self._no_format(prefix))
        if faults:
            raise ProtocolError(*faults)
        record = shown.record(identifier, prefix)
        if record is None:
            raise ProtocolError(
                Fault("cannotDisseminateFormat", f"The item cannot be had as {prefix}. ListMetadataFormats says how.")
            )
        yield _whole(record)

    def _list(self, request: Request, shown: Snapshot) -> Iterator[bytes]:
        token = self._resumed(request) or self._first(request, shown)
        selection = Selection(prefix=token.prefix, set_spec=token.set_spec, until_second=token.until)
        after = token.place
        if token.epoch != shown.epoch:
            # Places within a second were given anew since: begin that second again rather than miss some of it.
            after = second(token.place) * TURNS - 1
        with_bodies = request.verb == "ListRecords"
        size = 1 if with_bodies and shown.is_alone(token.prefix) else self._page_size
        found = shown.page(selection, after, size + 1, with_bodies=with_bodies)
        if not found and token.coming:
            # All that was left has changed since, and so left the set or come to lie after until. An answer holds a
            # record, and harvesters take the error that would be its stead for a failure of the whole: give the one
            # that was to come, as it is now.
            left = shown.record(token.coming, token.prefix)
            found = () if left is None else (left,)
        page = found[:size]
        if not page:
            raise ProtocolError(Fault("noRecordsMatch", "There are no records that fit from, until, set and format."))
        write_one = _whole if request.verb == "ListRecords" else _header
        for record in page:
            yield write_one(record)
        cursor = token.cursor + len(page)
        has_more = len(found) > len(page)
        following = Token(
            verb=request.verb,
            prefix=token.prefix,
            set_spec=token.set_spec,
            until=token.until,
            place=page[-1].place,
            cursor=cursor,
            size=max(token.size, cursor + has_more),
            epoch=shown.epoch,
            coming=_identifier(found[size]) if has_more and (token.set_spec or token.until is not None) else "",
        )
        yield self._token(token, following, has_more=has_more)

    def _first(self, request: Request, shown: Snapshot) -> Token:
        prefix = request.arguments["metadataPrefix"]
        if prefix not in self._offers:
            raise ProtocolError(self._no_format(prefix))
        first = request.from_.first_second if request.from_ else None
        last = request.until.last_second if request.until else None
        set_spec = request.arguments.get("set", "")
        selection = Selection(prefix=prefix, set_spec=set_spec, from_second=first, until_second=last)
        return Token(
            verb=request.verb,
            prefix=prefix,
            set_spec=set_spec,
            until=last,
            place=(first or 0) * TURNS - 1,
            cursor=0,
            size=shown.count(selection),
            epoch=shown.epoch,
        )

    def _resumed(self, request: Request) -> Token | None:
        text = request.arguments.get("resumptionToken")
        if text is None:
            return None
        try:
            token = self._signer.read(text)
        except ValueError as error:
            raise ProtocolError(Fault("badResumptionToken", f"This is {error}. Begin the list again.")) from error
        if token.verb != request.verb:
            raise ProtocolError(Fault("badResumptionToken", f"This token belongs to {token.verb}."))
        if token.verb in _LISTS and token.prefix not in self._offers:
            raise ProtocolError(Fault("badResumptionToken", f"The format {token.prefix} is no longer offered."))
        return token

    def _token(self, this: Token, following: Token, *, has_more: bool) -> bytes:
        """Write the token after a page: none where the list is this page alone, an empty one after the last."""
        if not has_more and this.cursor == 0:
            return b""
        text = self._signer.write(following) if has_more else ""
        return (
            f'<resumptionToken completeListSize="{max(following.size, 1)}" cursor="{this.cursor}">{text}'
            "</resumptionToken>\n"
        ).encode()

    def _no_format(self, prefix: str) -> Fault:
        return Fault("cannotDisseminateFormat", f"There is no format {prefix}. There are {', '.join(self._offers)}.")


def _oai_identifier(domain: str, sample: str) -> bytes:
    return (
        f'<description><oai-identifier xmlns="{_IDENTIFIER}" xmlns:xsi="{XSI}" '
        f'xsi:schemaLocation="{_IDENTIFIER} {_IDENTIFIER}.xsd"><scheme>oai</scheme>'
        f"<repositoryIdentifier>{escape(domain)}</repositoryIdentifier><delimiter>:</delimiter>"
        f"<sampleIdentifier>{escape(sample)}</sampleIdentifier>"
        "</oai-identifier></description>\n"
    ).encode()


def _unknown(identifier: str) -> Fault:
    return Fault("idDoesNotExist", f"There is no item {identifier[:200]}.")


def _identifier(record: Record) -> str:
    return unescape(record.header.partition(b"<identifier>")[2].partition(b"</identifier>")[0].decode())


def _header(record: Record) -> bytes:
    return record.header + b"\n"


def _whole(record: Record) -> bytes:
    return b"<record>" + record.header + record.body + b"</record>\n"


def _offers(formats: Registry) -> dict[str, Oai]:
    """Give the formats by prefix (OAI-PMH 2.0, section 3.4), oai_dc first, which every provider has."""
    found = {kind.oai.prefix: kind.oai for kind in formats if kind.oai is not None}
    return dict(sorted(found.items(), key=lambda pair: pair[0] != "oai_dc"))
