"""What the site knows of the edition it shows."""

from dataclasses import dataclass
from pathlib import Path

from titelei.settings import Settings, house


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """``base_url`` ends in a slash; identifiers are ``oai:<domain>:<id>``; the first of ``languages`` is preferred.

    ``formats`` are those offered of each article; none named means all. ``house`` is what it sets of the look of pages,
    ``style`` the style sheet among that.
    """

    title: str
    base_url: str
    domain: str
    languages: tuple[str, ...]
    rights: str = ""
    house: str = ""
    labels: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    style: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Edition":
        """Take it from the project's settings."""
        return cls(
            title=settings.edition.title,
            base_url=settings.edition.base_url,
            domain=settings.domain,
            languages=settings.render.languages or ("en",),
            rights=settings.edition.rights,
            house=house.text(settings),
            labels=house.labels(settings),
            formats=settings.render.formats,
            style=house.style(settings),
        )

    @property
    def has_imprint(self) -> bool:
        """Tell whether the settings say who publishes the edition, or answers for it."""
        return "<imprint" in self.house

    def identifier(self, article: str) -> str:
        """Give an article's OAI identifier."""
        return f"oai:{self.domain}:{article}"

    def article_url(self, article: str) -> str:
        """Give the address of an article's page."""
        return f"{self.base_url}articles/{article}"
