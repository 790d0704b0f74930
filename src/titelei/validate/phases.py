"""Which phase of the rules a call means: ``--phase``, or the phase of one target (``--to NAME``)."""

from collections.abc import Mapping
from typing import Final, get_args, get_type_hints

from titelei.errors import UsageError
from titelei.nearest import nearest
from titelei.settings import Target

_KINDS: Final = get_args(get_type_hints(Target)["kind"])
"""Kinds of targets that there are."""


def named(phase: str, phases: tuple[str, ...]) -> str:
    """Give the phase asked for.

    Raises:
        UsageError: the schema has no such phase.
    """
    if phase not in phases:
        near = nearest(phase, phases)
        hint = f" Did you mean “{near}”?" if near else ""
        raise UsageError(f"There is no phase “{phase}”.{hint} There are: {', '.join(phases)}.")
    return phase


def of_target(name: str, kinds: Mapping[str, str], phases: tuple[str, ...]) -> str:
    """Give the phase of a target: ``deposit-NAME``, else ``deposit-<its kind>``, else ``deposit``.

    ``kinds`` are those of ``[targets.NAME]``, by name; a kind may be named itself. A target needs no settings where the
    rules have a phase of its name.

    Raises:
        UsageError: there is neither such a target nor such a phase.
    """
    for phase in (f"deposit-{name}", f"deposit-{kinds[name]}" if name in kinds else ""):
        if phase in phases:
            return phase
    if (name in kinds or name in _KINDS) and "deposit" in phases:
        return "deposit"  # the target has no rules of its own
    own = tuple(phase.removeprefix("deposit-") for phase in phases if phase.startswith("deposit-"))
    known = sorted({*kinds, *own})
    there_are = f" There are: {', '.join(known)}." if known else " titelei.toml has no [targets.NAME]."
    near = nearest(name, known)
    hint = f" Did you mean “{near}”?" if near else ""
    raise UsageError(
        f"There is no target “{name}”.{hint}{there_are} Add [targets.NAME] to titelei.toml, or name one of these."
    )
