"""``titelei unpublish``: articles taken back to drafts, with who, when and why."""

from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.publish import Articles, As, DryRun, finish, today, who
from titelei.messages import say
from titelei.pipeline import publish as publishing


@options.command
def unpublish(
    call: options.Call,
    articles: Articles,
    as_name: As = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the file's history.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Take articles back to drafts. What is in the repository stays there until “titelei repository withdraw”."""
    by, when = who(call, as_name), today()
    done = [
        publishing.unpublish(path, call.settings, by=by, when=when, reason=reason)
        for path in publishing.named(articles, call.settings)
    ]
    finish(call, done, dry_run, lambda s: say("{id}: a draft again.", id=s.id), say("a draft already"))
