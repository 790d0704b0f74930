"""Saxon, the XSLT 3.0 processor: the only file that imports saxonche.

One processor serves our own stylesheets, which may fetch ``file:`` addresses: each is compiled once a process, and a
document is parsed once and given to all of them as a node. What others wrote runs in a :class:`Sealed` one, which
reaches nothing; nodes of one processor are unknown to another. Not safe for several threads.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any, Final

import saxonche

from titelei import resources
from titelei.errors import AssetError
from titelei.messages import say

_ERROR_PLACE: Final = re.compile(r"on line (?P<line>\d+)(?: column (?P<column>\d+))? of (?P<file>[^\s:]+)")

_LATE: Final = re.compile(r" Found while \w+ .*$")

Node = Any
"""An ``XdmNode`` of saxonche, which ships no types."""

Value = str | int | bool | tuple[Node, ...]
"""A stylesheet parameter: an atomic value, or a sequence of nodes."""


class TransformError(Exception):
    """A transform stopped. ``message`` is what ``error()`` said, without Saxon's frame around it.

    Our stylesheets say it as data, by ``xslt/errors/errors.xsl``: then ``kind`` tells whether the ``document``, the
    ``stylesheet`` or a fact that is not known (``impossible``) stops them, ``path`` where, ``repair`` what to do.
    """

    def __init__(self, said: str) -> None:
        told = _told(said)
        self.message = told.get("message", said)
        self.kind = told.get("kind", "")
        self.repair = told.get("repair", "")
        self.path = told.get("path", "")
        super().__init__(said if not told else f"{self.message} {self.repair}".strip())


def _told(said: str) -> dict[str, str]:
    try:
        told = json.loads(said.removesuffix(".")) if said.startswith("{") else {}
    except ValueError:
        return {}
    return told if all(isinstance(value, str) for value in told.values()) else {}


_STDERR: Final = RLock()


@contextmanager
def _without_native_stderr() -> Iterator[None]:
    """Keep Saxon from printing each error with its stack, which no setting of SaxonC turns off; we raise it.

    Descriptor 2 itself is turned away, since the library does not write through Python.
    """
    with _STDERR:
        if sys.stderr is not None:
            sys.stderr.flush()
        try:
            kept = os.dup(2)
        except OSError:  # closed, as in a service: then nothing can be printed
            yield
            return
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os.close(null)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


_FEATURES: Final = "http://saxon.sf.net/feature/"
_PROTOCOLS: Final = f"{_FEATURES}allowedProtocols"
_SEAL: Final = {
    f"{_FEATURES}allow-external-functions": "false",  # environment, system properties and xsl:result-document as well
    f"{_FEATURES}disableXslEvaluate": "true",
    f"{_FEATURES}parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
}
"""What keeps a stylesheet from reaching out of Saxon, beside having no protocol. That alone does not do: parameter
entities of a DOCTYPE given to ``parse-xml()`` are fetched all the same."""


@cache
def _processor() -> Any:
    processor = saxonche.PySaxonProcessor(license=False)
    processor.set_configuration_property(_PROTOCOLS, "file")
    return processor


class Sealed:
    """A processor for stylesheets made from what others wrote: no file, address, environment or DOCTYPE reaches them.

    With ``imports`` the one stylesheet that it compiles may include and import files; before that runs, files are
    closed, too. (Saxon can take a protocol away, never give it back.)
    """

    def __init__(self, *, imports: bool = False) -> None:
        self._processor = saxonche.PySaxonProcessor(license=False)
        self._imports = imports
        for feature, value in _SEAL.items():
            self._processor.set_configuration_property(feature, value)
        self._processor.set_configuration_property(_PROTOCOLS, "file" if imports else "")

    def parse(self, xml: str, base_uri: str | None = None) -> Node:
        """Build a node for this processor's stylesheets, as :func:`parse` does for ours."""
        return _parsed(self._processor, xml, base_uri)

    def stylesheet(self, xslt: str, name: str, base_uri: str | None = None, *, listen: bool = False) -> "Stylesheet":
        """Compile a stylesheet held in memory. ``base_uri`` is where its relative addresses start from.

        Raises:
            AssetError: the stylesheet does not compile.
        """
        compiler = self._processor.new_xslt30_processor()
        try:
            with _without_native_stderr():
                if base_uri is None:
                    executable = compiler.compile_stylesheet(stylesheet_text=xslt)
                else:
                    executable = compiler.compile_stylesheet(stylesheet_node=self.parse(xslt, base_uri))
        except saxonche.PySaxonApiError as error:
            raise AssetError(_compile_message(name, str(error))) from error
        if self._imports:
            self._processor.set_configuration_property(_PROTOCOLS, "")
        return Stylesheet(executable, name, self._processor, listen=listen)


@cache
def sealed() -> Sealed:
    """Give the process's own sealed processor, for stylesheets that import nothing."""
    return Sealed()


def version() -> str:
    """Give Saxon's own name and version."""
    return str(_processor().version)


def parse(xml: str, base_uri: str | None = None) -> Node:
    """Build a node from XML text that was read safely before (no DOCTYPE, see :mod:`titelei.xml.read`).

    Raises:
        TransformError: the text is not well-formed.
    """
    return _parsed(_processor(), xml, base_uri)


def _parsed(processor: Any, xml: str, base_uri: str | None) -> Node:
    try:
        with _without_native_stderr():
            if base_uri is None:
                return processor.parse_xml(xml_text=xml)
            builder = processor.new_document_builder()
            builder.set_base_uri(base_uri)
            return builder.parse_xml(xml_text=xml)
    except saxonche.PySaxonApiError as error:
        raise TransformError(_clean(str(error))) from error


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, to be applied to any number of nodes.

    With ``listen``, ``messages`` is what ``xsl:message`` said in the last transform, also in one that stopped.
    """

    def __init__(self, executable: Any, name: str, processor: Any, *, listen: bool = False) -> None:
        self._executable = executable
        self._processor = processor
        self._listens = listen
        self._given: dict[str, Value] = {}
        self.name = name
        if listen:
            executable.set_save_xsl_message(True)

    @property
    def messages(self) -> tuple[str, ...]:
        said = self._executable.get_xsl_messages() if self._listens else None
        return () if said is None else tuple(str(said.item_at(n)) for n in range(said.size))

    def transform(self, node: Node, **params: Value) -> str:
        """Apply the stylesheet to ``node`` and give the serialised result.

        Parameters are passed as stylesheet parameters of the same name, ``_`` written as ``-``.

        Raises:
            TransformError: the stylesheet called ``error()`` or failed on this document.
        """
        executable = self._executable
        self._give(params)
        if self._listens:
            executable.clear_xsl_messages()
        try:
            with _without_native_stderr():
                return str(executable.transform_to_string(xdm_node=node) or "")
        except saxonche.PySaxonApiError as error:
            raise TransformError(_clean(str(error))) from error

    def _give(self, params: dict[str, Value]) -> None:
        """Set the parameters that are not set so already: Saxon keeps some memory of each value it is ever given."""
        if not params.keys() >= self._given.keys():
            self._executable.clear_parameters()
            self._given = {}
        for key, value in params.items():
            if isinstance(value, tuple) or key not in self._given or not _is_same(self._given[key], value):
                self._executable.set_parameter(key.replace("_", "-"), _value(value, self._processor))
            self._given[key] = () if isinstance(value, tuple) else value


@cache
def stylesheet(path: Path, labels: tuple[Path, ...] = ()) -> Stylesheet:
    """Compile the stylesheet in a file, once a process; ``labels`` are files of labels that go before ours.

    Its static parameter ``shipped`` is the address of our own stylesheets, so that a project's can include them.

    Raises:
        AssetError: the stylesheet is missing or does not compile; the text names file and line.
    """
    if not path.is_file():
        raise AssetError(
            say("The stylesheet {path} is missing. Install titelei again, or correct the path.", path=path)
        )
    compiler = _processor().new_xslt30_processor()
    compiler.set_parameter("shipped", _value(f"{resources.xslt().as_uri()}/", _processor()))
    compiler.set_parameter("own-labels", _value(" ".join(file.resolve().as_uri() for file in labels), _processor()))
    try:
        with _without_native_stderr():
            executable = compiler.compile_stylesheet(stylesheet_file=str(path))
        return Stylesheet(executable, path.name, _processor())
    except saxonche.PySaxonApiError as error:
        raise AssetError(_compile_message(str(path), str(error))) from error


def _is_same(before: Value, now: Value) -> bool:
    return type(before) is type(now) and before == now


def _value(value: Value, processor: Any) -> Any:
    if isinstance(value, tuple):
        sequence = saxonche.PyXdmValue(processor)
        for node in value:
            sequence.add_xdm_item(node)
        return sequence
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    return processor.make_string_value(value)


def _compile_message(name: str, text: str) -> str:
    place = _ERROR_PLACE.search(text)
    where = f"{place['file']} line {place['line']}" if place else name
    return say(
        "The stylesheet {name} does not compile, {where}: {clean} Correct it there.",
        name=name,
        where=where,
        clean=_clean(text),
    )


def _clean(text: str) -> str:
    """Put it on one line, without what Saxon adds to the words of ``error()`` where it evaluates late."""
    return _LATE.sub("", " ".join(text.split()))
