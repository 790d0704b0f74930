"""What becomes of drafts where articles are stored: readers see what was published, and nothing else.

A draft is left out, refused with the reasons, or stored as a draft, which the catalogue does not have.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.pipeline.article import Article
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.xml.read import Document

_NS: Final = {"t": TEI}


class Drafts(StrEnum):
    """What becomes of an article that is not published."""

    LEAVE = "leave"
    REFUSE = "refuse"
    STORE = "store"


def refused(document: Document, settings: Settings) -> Article:
    """Give a draft as what is not deposited, with all that keeps it from being published."""
    held = validate_document(document, settings, phase="publish")
    at = document.root.find("t:teiHeader/t:revisionDesc", _NS)
    finding = document.finding(
        "deposit-draft",
        document.root if at is None else at,
        say("{article} is a draft, and only what is published is deposited.", article=document.id),
        say(
            "Publish it with “titelei publish {article}”, which says what is left to do; --drafts stores it as a "
            "draft, which neither harvesters nor readers are shown.",
            article=document.id,
        ),
        phase="publish",
    )
    return replace(held, stage="deposit", stopped=True, findings=(*held.findings, finding))


def kept_back(article: Article, object_id: str) -> Article:
    """Give a draft of what readers see already: it is not stored."""
    finding = Finding(
        rule="draft-of-published",
        severity=Severity.WARNING,
        file=article.file,
        message=say(
            "{article} is a draft and was not stored: readers go on seeing {identifier} as it was published.",
            article=article.id,
            identifier=object_id,
        ),
        repair=say(
            "Publish it again with “titelei publish {article}”, or take it from readers first with “titelei repository "
            "withdraw {article}”.",
            article=article.id,
        ),
    )
    return replace(article, findings=(*article.findings, finding))
