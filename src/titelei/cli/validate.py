"""``titelei validate``: what is wrong, where, and how to repair it."""

from pathlib import Path
from typing import Annotated

import typer

from titelei import files, pipeline
from titelei.cli import options
from titelei.cli.screen import Screen, as_json
from titelei.errors import DocumentError, UsageError
from titelei.model import Finding, reaches
from titelei.read import find, read
from titelei.validate import document as one
from titelei.validate import hit_findings, schematron


def validate(
    paths: options.Paths = None,
    phase: Annotated[
        str | None,
        typer.Option("--phase", help="draft, publish or deposit; default: as the document's status asks."),
    ] = None,
    schema: Annotated[
        Path | None, typer.Option("--schema", help="Validate any XML by this RELAX NG grammar alone.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--schematron", help="Validate any XML by this Schematron schema alone.")
    ] = None,
    report: Annotated[str, typer.Option("--report", help="text, json or svrl.")] = "text",
    output: Annotated[Path | None, typer.Option("-o", help="File to write the report to.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
    json: options.Json = False,
    fail_on: options.FailOn = None,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Hold TEI files to the grammar and the rules, or any XML to a schema of yours."""
    if report not in ("text", "json", "svrl"):
        raise UsageError(f"There is no report “{report}”. There are: text, json, svrl.")
    json = json or report == "json"
    call = options.call(project=project, json=json, quiet=quiet, fail_on=fail_on, jobs=jobs, lang=lang)
    found_files = find(call.paths(paths))
    if report == "svrl":
        _svrl(found_files, call, rules, phase, output)
    findings: list[Finding] = []
    with call.screen.progress("validate", len(found_files)) as progress:
        if schema or rules:
            for file in found_files:
                findings += _by_schema(file, schema, rules, phase)
                progress.step(str(file))
        else:
            for article in pipeline.validate_all(found_files, call.settings, jobs=call.jobs, phase=phase):
                findings += article.findings
                progress.step(article.file)
    call.screen.findings(findings, show_all=show_all)
    _total(call.screen, len(found_files), findings)
    call.screen.document([as_json(f) for f in findings])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _by_schema(file: Path, schema: Path | None, rules: Path | None, phase: str | None) -> tuple[Finding, ...]:
    try:
        document = read(file, edition=False)
    except DocumentError as error:
        return error.findings
    return one.validate(document, grammar=schema, rules=rules, phase=phase, edition=False)


def _svrl(
    found: tuple[Path, ...], call: options.Call, rules: Path | None, phase: str | None, output: Path | None
) -> None:
    if len(found) != 1:
        raise UsageError(f"SVRL is the report of one document, and {len(found)} were named. Name one.")
    document = read(found[0], edition=rules is None)
    schema = rules or pipeline.schema_paths(call.settings)[1]
    chosen = phase or (one.phase_of(document) if rules is None else "#DEFAULT")
    compiled = schematron.compile_schema(schema, phase=chosen)
    result = schematron.run(compiled, document)
    if output is None:
        typer.echo(result.xml)
    else:
        files.write(output, result.xml.encode("utf-8"))
    findings = hit_findings.findings(result.hits, document, phase=chosen)
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _total(screen: Screen, documents: int, findings: list[Finding]) -> None:
    counted = screen.severities(findings) if any(not f.excused for f in findings) else screen.word("valid")
    screen.line(screen.word("total", documents=screen.counted("documents", documents), findings=counted))
