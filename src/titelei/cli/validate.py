"""``titelei validate``: what is wrong, where, and how to repair it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from titelei import files, formats, resources
from titelei.cli import options
from titelei.cli.engines import EngineOption, with_engine
from titelei.errors import DocumentError, UsageError
from titelei.messages import say, told
from titelei.model import Finding, Severity, reaches, told_finding
from titelei.nearest import did_you_mean
from titelei.pipeline import offer
from titelei.pipeline.article import page_text, schema_paths
from titelei.pipeline.receivers import validate_all
from titelei.report import Checked, Report
from titelei.report import text as text_report
from titelei.validate import document as one
from titelei.validate import rules, schematron
from titelei.validate.schematron import rules_cache
from titelei.version import __version__
from titelei.xml.read import Document, find, read, shown


class Form(StrEnum):
    """The forms of a report."""

    text = "text"
    json = "json"
    svrl = "svrl"
    sarif = "sarif"
    junit = "junit"
    html = "html"


Phase = Annotated[
    str | None, typer.Option("--phase", help="draft, publish or deposit; default: as the document's status asks.")
]
To = Annotated[
    str | None, typer.Option("--to", help="Hold to what this target, or the receiver of this format, asks for, too.")
]


@options.command
def validate(
    call: options.Call,
    paths: options.Paths = None,
    phase: Phase = None,
    to: To = None,
    engine: EngineOption = None,
    schema: Annotated[
        Path | None, typer.Option("--schema", help="Validate any XML by this RELAX NG grammar alone.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--schematron", help="Validate any XML by this Schematron schema alone.")
    ] = None,
    allow: Annotated[
        list[Path] | None,
        typer.Option("--allow", metavar="DIR", help="A further folder that --schematron may read from; repeatable."),
    ] = None,
    report: Annotated[str, typer.Option("--report", help="text, json, svrl, sarif, junit or html.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", help="File to write the report to.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
) -> None:
    """Hold TEI files to the grammar and the rules, or any XML to a schema of yours."""
    form = Form(_one_of(report, tuple(Form), "report"))
    form = Form.json if call.screen.json else form
    on_screen = form is Form.text and output is None
    call = replace(call, settings=with_engine(call.settings, engine), screen=call.screen.beside(not on_screen))
    chosen = _phase(phase, to, call, is_own=not (schema or rules))
    receiver = to if to and to in _formats(call) else ""
    if to and chosen == "deposit" and not receiver:
        call.screen.note(
            say(
                "{to} has no rules beyond those of every deposit; what it asks of a record’s description "
                "“titelei deposit --to {to} --dry-run” tells.",
                to=to,
            )
        )
    found = find(call.paths(paths))
    documents: list[Checked] = []
    with call.screen.progress("validate", len(found)) as progress:
        checked = (
            _by_schema(found, call, schema, rules, chosen, form, tuple(folder.resolve() for folder in allow or ()))
            if schema or rules
            else _articles(found, call, chosen, receiver, form)
        )
        for document in checked:
            documents.append(document)
            progress.step(document.file)
    documents += (_without_files(path) for path in call.paths(paths) if path.is_dir() and not find((path,)))
    findings = [f for d in documents for f in d.findings]
    if on_screen:
        call.screen.findings(findings, show_all=show_all)
        _total(call, len(found), findings)
    else:
        _write(_text(form, documents, call, show_all), output, call)
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _without_files(folder: Path) -> Checked:
    """Say that there is nothing to validate in a folder, which may be another than was meant."""
    finding = Finding(
        rule="read-empty-folder",
        severity=Severity.ERROR,
        file=shown(folder),
        message=say("There is no XML file in the folder {folder}, so nothing was validated.", folder=shown(folder)),
        repair=say("Check the path, and that the files' names end in .xml."),
        breaks=(say("every output"),),
    )
    return Checked(file=shown(folder), phase="draft", findings=(finding,))


def _one_of(given: str, known: tuple[str, ...], noun: str) -> str:
    if given not in known:
        hint = did_you_mean(given, known)
        there_are = "" if hint.startswith(" There are") else say(" There are: {known}.", known=", ".join(known))
        raise UsageError(
            say(
                "There is no {noun} “{given}”.{hint}{there_are}", noun=noun, given=given, hint=hint, there_are=there_are
            )
        )
    return given


def _phase(phase: str | None, to: str | None, call: options.Call, *, is_own: bool) -> str | None:
    """Give the phase that ``--phase`` or ``--to`` asks for; None where the document decides."""
    if phase and to:
        raise UsageError(say("--phase and --to both name a phase. Give one of the two."))
    if to and not is_own:
        raise UsageError(
            say("--to asks for rules of this edition, --schema and --schematron for others. Give one of them.")
        )
    if not is_own or not (phase or to):
        return phase
    known = rules.phases_of(schema_paths(call.settings)[1])
    if phase:
        return rules.named_phase(phase, known)
    kinds = {name: target.kind for name, target in call.settings.targets.items()}
    return rules.phase_of_target(to or "", kinds, known, _formats(call))


def _formats(call: options.Call) -> tuple[str, ...]:
    return formats.registry(call.settings.own_xslt).names


def _articles(
    found: tuple[Path, ...], call: options.Call, phase: str | None, receiver: str, form: Form
) -> Iterator[Checked]:
    rules = schema_paths(call.settings)[1]
    phases: dict[str, None] = {}
    for article in validate_all(found, call.settings, jobs=call.jobs, phase=phase, receiver=receiver):
        document = article.document
        chosen = phase or (one.phase_of(document) if document is not None else "draft")
        phases[chosen] = None
        yield _checked(
            article.file,
            chosen,
            article.findings,
            document,
            rules,
            form,
            call.settings.cache,
            received=page_text(document, call.settings) if document is not None else None,
        )
    if rules.parent != resources.schemas():
        yield from _odd(rules, phases, call.settings.cache, ())


def _odd(rules: Path, phases: Iterable[str], cache: Path | None, allow: tuple[Path, ...]) -> Iterator[Checked]:
    """Tell what is odd in a schema of somebody's own, such as a quick fix that cannot be used."""
    odd: dict[Finding, None] = {}
    for phase in phases:
        odd |= dict.fromkeys(rules_cache.compiled(rules, phase=phase, folder=cache, allow=allow).warnings)
    if odd:
        yield Checked(file=shown(rules), phase="", findings=tuple(odd))


def _by_schema(
    found: tuple[Path, ...],
    call: options.Call,
    schema: Path | None,
    rules: Path | None,
    phase: str | None,
    form: Form,
    allow: tuple[Path, ...],
) -> Iterator[Checked]:
    cache, engine = call.settings.cache, call.settings.validate.engine
    for file in found:
        try:
            document = read(file, edition=False)
            findings = one.validate(
                document,
                grammar=schema,
                rules=rules,
                phase=phase,
                edition=False,
                engine=engine,
                cache=cache,
                allow=allow,
            )
        except DocumentError as error:
            yield Checked(file=shown(file), phase=phase or "", findings=error.findings)
            continue
        yield _checked(document.name, phase or "#DEFAULT", findings, document, rules, form, cache, allow)
    if rules is not None:
        yield from _odd(rules, (phase or "#DEFAULT",), cache, allow)


def _checked(
    file: str,
    phase: str,
    findings: tuple[Finding, ...],
    document: Document | None,
    rules: Path | None,
    form: Form,
    cache: Path | None,
    allow: tuple[Path, ...] = (),
    *,
    received: str | None = None,
) -> Checked:
    """Take what the report needs: the lines where there is something to quote, the engine's own report, repairs.

    ``received`` is the page of a document of the edition, whose characters are looked at, too; None for any other.
    """
    lines = document.positions.lines if document is not None and findings and form is Form.html else ()
    checked = Checked(file=file, phase="" if phase.startswith("#") else phase, findings=findings, lines=lines)
    if document is None or rules is None or form not in (Form.svrl, Form.sarif):
        return checked
    compiled = rules_cache.compiled(rules, phase=phase, folder=cache, allow=allow)
    if form is Form.svrl:
        return replace(checked, svrl=schematron.run(compiled, document).xml)
    if not findings:
        return checked
    from titelei.pipeline.proposals import proposals  # with what carries out fixes, for this form alone

    offered = offer.by_rules(document, compiled, phase=phase)
    characters = offer.by_characters(document, received) if received is not None else ()
    return replace(checked, proposals=proposals(document, (*offered, *characters), received or ""))


def _text(form: Form, documents: list[Checked], call: options.Call, show_all: bool) -> str:
    """Write the report in the form asked for; only that form's module is imported."""
    lang = call.screen.lang
    report = Report(
        documents=tuple(_told(document, lang) for document in documents),
        version=__version__,
        fail_on=call.fail_on,
        rules=rules.all_rules(schema_paths(call.settings)[1]) if form in (Form.sarif, Form.html) else {},
        reference_url=f"{call.settings.edition.base_url}schema/",
        lang=lang,
    )
    if form is Form.text:
        return text_report.write(report, show_all=show_all)
    writer = import_module(f"titelei.report.{form.value}")
    return str(writer.write(report))


def _told(document: Checked, lang: str) -> Checked:
    """Give a document with its findings and what is proposed in the reader's language."""
    if lang == "en":
        return document
    proposals = {
        place: tuple(tuple(replace(p, title=told(p.title, lang)) for p in ways) for ways in found)
        for place, found in document.proposals.items()
    }
    return replace(document, findings=tuple(told_finding(f, lang) for f in document.findings), proposals=proposals)


def _write(text: str, output: Path | None, call: options.Call) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    files.write(output, text.encode("utf-8", "replace"))
    call.screen.note(f"{shown(output)}")


def _total(call: options.Call, documents: int, findings: list[Finding]) -> None:
    counted = call.screen.severities(findings) if findings else call.screen.word("valid")
    call.screen.line(call.screen.word("total", documents=call.screen.counted("documents", documents), findings=counted))
