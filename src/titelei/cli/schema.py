"""``titelei schema``: compile the ODD, export the compiled schemas."""

from pathlib import Path
from typing import Annotated

import typer

from titelei import files, resources
from titelei.cli import options
from titelei.schema.compile import compile_odd
from titelei.xml.read import shown

app = typer.Typer(rich_markup_mode=None, help="Compile and export the schemas.", no_args_is_help=True)


@app.command()
@options.command
def compile(
    call: options.Call,
    odd: Annotated[Path | None, typer.Argument(help="ODD to compile; default: schemas/frontmatter.odd.")] = None,
    output: Annotated[Path | None, typer.Option("-o", help="Folder for what is compiled.")] = None,
) -> None:
    """Compile an ODD to RELAX NG, Schematron and reference pages."""
    source = odd or resources.schemas() / "frontmatter.odd"
    written = compile_odd(source, output or source.parent)
    for path in written:
        call.screen.line(shown(path))
    call.screen.line(call.screen.counted("written", len(written)))
    call.screen.document([shown(p) for p in written])


@app.command()
@options.command
def export(
    call: options.Call,
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
) -> None:
    """Write the grammar, the rules, the ODD and the reference pages to a folder, for editors and others."""
    base = resources.schemas()
    exported = []
    for path in sorted(p for p in base.rglob("*") if p.is_file()):
        target = folder / path.relative_to(base)
        files.write(target, path.read_bytes())
        exported.append(shown(target))
        call.screen.line(shown(target))
    call.screen.document(exported)
