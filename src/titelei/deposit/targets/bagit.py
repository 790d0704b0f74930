"""A folder of bags (BagIt 1.0, RFC 8493): one bag a version, ``<article>.v1`` and so on.

A bag is written aside, flushed, and then renamed into place, so that a bag with its name is always whole. BagIt knows
no withdrawal: it is a bag that says so, the next in the row, for whoever has taken over those before it.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from titelei import files
from titelei.deposit import package
from titelei.deposit.target import Conversation
from titelei.deposit.targets import archives
from titelei.deposit.targets.ocfl import TOMBSTONE
from titelei.deposit.values import Difference, Item, Outcome, Reply, Request, State
from titelei.messages import say

_PARTIAL: Final = ".partial"
_MANIFEST: Final = "manifest-sha512.txt"
_TAG_MANIFEST: Final = "tagmanifest-sha512.txt"


def write_file(path: Path, data: bytes) -> None:
    """Write a file and flush it to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True, slots=True, kw_only=True)
class BagIt:
    """A folder of bags. ``organization`` stands in each bag's ``bag-info.txt``; ``now`` gives the bagging date."""

    folder: Path
    now: Callable[[], datetime]
    organization: str = ""
    write: Callable[[Path, bytes], None] = field(default=write_file, repr=False)

    def faults(self, item: Item) -> tuple[str, ...]:
        """A bag takes any file."""
        return ()

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Write a new bag, unless the newest one holds this content already."""
        bags = self._bags(item.article)
        if bags and self._holds(bags[-1], item):
            return self._outcome(bags[-1])
        bag = self._next(item, bags)
        content = self._content(bag, item, item.files, item.description.title, item.message)
        self._write(bag, content, say("write the bag"), talk)
        return self._outcome(bag)

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Write a bag that says of those before it that they are withdrawn, and why; they stay."""
        bags = self._bags(item.article)
        if bags and not _is_withdrawal(bags[-1]):
            bag = self._next(item, bags)
            stone = {"object": item.object_id, "reason": reason, "withdraws": [each.name for each in bags]}
            files = {TOMBSTONE: msgspec.json.format(msgspec.json.encode(stone), indent=2) + b"\n"}
            content = self._content(bag, item, files, f"Withdrawn: {item.description.title}", reason)
            self._write(bag, content, say("write the bag that withdraws"), talk)
        return Outcome(state=State.WITHDRAWN)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Compare every file of the newest bag with its manifest and with the item."""
        bags = self._bags(item.article)
        if not bags:
            return Outcome(state=State.NOT_SENT), (Difference.lacking(say("bag"), item.article),)
        if _is_withdrawal(bags[-1]):
            said = Difference(what=say("bag"), here=item.article, there=say("withdrawn by {name}", name=bags[-1].name))
            return Outcome(state=State.WITHDRAWN), (said,)
        there: dict[str, str] = {}
        for path, digest in _manifest(bags[-1]).items():
            try:
                actual = hashlib.sha512((bags[-1] / path).read_bytes()).hexdigest()
            except OSError:
                actual = "nothing"
            there[path.removeprefix("data/")] = actual if actual == digest else f"damaged ({actual[:12]})"
        here = {path: hashlib.sha512(data).hexdigest() for path, data in item.files.items() if package.counts(path)}
        there = {path: digest for path, digest in there.items() if package.counts(path)}
        return self._outcome(bags[-1]), tuple(
            Difference(what=path, here=here.get(path, say("nothing")), there=there.get(path, say("nothing")))
            for path in sorted(here.keys() | there.keys())
            if here.get(path) != there.get(path)
        )

    def _outcome(self, bag: Path) -> Outcome:
        return Outcome(state=State.PUBLISHED, identifiers={"bag": bag.name}, links={"bag": str(bag)})

    def _bags(self, article: str) -> list[Path]:
        if not self.folder.is_dir():
            return []
        pattern = re.compile(rf"{re.escape(article)}\.v([1-9]\d*)")
        found = [(int(m[1]), p) for p in self.folder.iterdir() if (m := pattern.fullmatch(p.name)) and p.is_dir()]
        return [path for _, path in sorted(found)]

    def _holds(self, bag: Path, item: Item) -> bool:
        here = {path: hashlib.sha512(data).hexdigest() for path, data in item.files.items() if package.counts(path)}
        there = {path.removeprefix("data/"): digest for path, digest in _manifest(bag).items()}
        return here == {path: digest for path, digest in there.items() if package.counts(path)}

    def _next(self, item: Item, bags: list[Path]) -> Path:
        number = int(bags[-1].name.rpartition(".v")[2]) + 1 if bags else 1
        return self.folder / f"{item.article}.v{number}"

    def _write(self, bag: Path, content: Mapping[str, bytes], purpose: str, talk: Conversation) -> None:
        """Write a bag's files aside, the manifests last, and rename it into place."""
        aside = self.folder / f".{bag.name}{_PARTIAL}"

        def write() -> Reply:
            try:
                shutil.rmtree(aside, ignore_errors=True)
                for path, data in content.items():
                    self.write(aside / path, data)
                for folder, _, _ in os.walk(aside, topdown=False):
                    files.sync_folder(Path(folder))
                aside.rename(bag)
                files.sync_folder(self.folder)
            except OSError as error:
                raise files.storage_error(error, bag) from error
            return Reply(status=201)

        request = Request(
            purpose=purpose,
            method="WRITE",
            address=str(bag),
            files=archives.attachments(content),
            is_repeatable=True,
            expected=Reply(status=201),
        )
        talk.act(request, write)

    def _content(
        self, bag: Path, item: Item, payload_files: Mapping[str, bytes], description: str, message: str
    ) -> dict[str, bytes]:
        """Give all files of a bag, in the order in which they are written."""
        payload = {f"data/{path}": data for path, data in sorted(payload_files.items())}
        fields = {
            "Source-Organization": self.organization,
            "Bagging-Date": f"{self.now():%Y-%m-%d}",
            "External-Identifier": item.object_id,
            "External-Description": description,
            "Internal-Sender-Identifier": f"{item.object_id} {item.version}",
            "Internal-Sender-Description": message,
            "Bag-Group-Identifier": item.article,
            "Bag-Count": f"{bag.name.rpartition('.v')[2]} of ?",
            "Payload-Oxum": f"{sum(len(d) for d in payload.values())}.{len(payload)}",
        }
        lines = (f"{name}: {' '.join(value.split())}\n" for name, value in fields.items() if value)
        tags = {
            "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(lines).encode(),
            _MANIFEST: _digests(payload),
        }
        return payload | tags | {_TAG_MANIFEST: _digests(tags)}


def _is_withdrawal(bag: Path) -> bool:
    return list(_manifest(bag)) == [f"data/{TOMBSTONE}"]


def _digests(data: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha512(each).hexdigest()}  {_written(path)}\n" for path, each in data.items())
    return "".join(lines).encode()


def _manifest(bag: Path) -> dict[str, str]:
    try:
        lines = (bag / _MANIFEST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split(None, 1) for line in lines if line.strip())
    return {_read(pair[1]): pair[0].lower() for pair in pairs if len(pair) == 2}


def _written(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _read(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
