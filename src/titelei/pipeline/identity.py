"""The settings that identifiers are made from: demanded before the first deposit, and held to what was deposited.

An identifier is for good (OAI-PMH 2.0, section 2.4): whoever harvested an item takes one with another identifier for
another article. So nothing is stored under a domain that nobody chose, and a domain that changed makes no second items.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from titelei.errors import SettingsError, StorageError
from titelei.messages import say
from titelei.settings import Settings

if TYPE_CHECKING:
    from titelei.repository.catalogue import Catalogue

_DOMAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")
"""What may stand in an identifier (OAI guidelines, oai-identifier)."""


@dataclass(frozen=True)
class Identity:
    """What a project's identifiers are made from, beside the repository that has some."""

    settings: Settings
    catalogue: "Catalogue"

    def hold(self, article: str, object_id: str) -> None:
        """See that an article may be stored under its identifier, if it is new there.

        Raises:
            SettingsError: nobody has said where the edition is, or the article stands there under another domain.
        """
        repository = self.catalogue.repository
        if not repository.exists:
            self._demand()
        elif repository.head(object_id) is None and (there := self._second(article)):
            raise SettingsError(
                say(
                    "By titelei.toml {article} would be {identifier}, and the repository has {there}: harvesters would "
                    'take the second for another article. Write domain = "{domain}" under [repository], which keeps '
                    "the identifiers, whatever base_url is. Or, if they are to change, withdraw what stands under the "
                    "old ones first: titelei repository withdraw {there} --reason REASON.",
                    article=article,
                    identifier=object_id,
                    there=there,
                    domain=there.split(":")[1],
                )
            )

    def _demand(self) -> None:
        if not self.settings.has_base_url:
            raise SettingsError(
                say(
                    "titelei.toml does not say where the edition is or will be, and the identifiers of all that is "
                    'deposited are made from that, for good. Write base_url = "https://journal.university.edu/" under '
                    '[edition]; and where identifiers are to have another domain, domain = "university.edu" under '
                    "[repository]. Nothing was deposited."
                )
            )

    def hold_domain(self) -> None:
        """See that identifiers can be made from the domain, which outputs bear, too.

        Raises:
            SettingsError: they cannot.
        """
        if not _DOMAIN.fullmatch(self.settings.domain):
            raise SettingsError(
                say(
                    "“{domain}”, the host of [edition] base_url, is no domain that identifiers can be made from. Write "
                    'domain = "university.edu" under [repository].',
                    domain=self.settings.domain,
                )
            )

    def _second(self, article: str) -> str:
        """Give the identifier under which an article is shown already; where none has our domain, that of any."""
        from titelei.repository.catalogue.reading import snapshot

        with suppress(StorageError):
            if self.catalogue.database.schema() is not None:
                with snapshot(self.catalogue.database) as now:
                    same = [entry.identifier for entry in now.of_article(article) if entry.reason is None]
                    if not same and not self._is_ours_there:
                        same = [next(entry.identifier for entry in now.entries() if entry.reason is None)]
                    return same[0] if same else ""
        return self._second_in_root(article)

    @cached_property
    def _is_ours_there(self) -> bool:
        from titelei.repository.catalogue.reading import snapshot

        with snapshot(self.catalogue.database) as now:
            domains = now.domains()
        return not domains or self.settings.domain in domains

    def _second_in_root(self, article: str) -> str:
        """Give the same where no catalogue tells it: from the storage root, of which as little is read as can be."""
        for identifier in self._stored:
            if identifier.endswith(f":{article}") and self._is_shown(identifier):
                return identifier
        return self._other_in_root

    @cached_property
    def _stored(self) -> tuple[str, ...]:
        return self.catalogue.repository.ids()

    @cached_property
    def _other_in_root(self) -> str:
        """Any identifier that is shown; empty where there is one with our domain, or none."""
        ours = f"oai:{self.settings.domain}:"
        if any(each.startswith(ours) and self._is_shown(each) for each in self._stored):
            return ""
        return next((each for each in self._stored if self._is_shown(each)), "")

    def _is_shown(self, identifier: str) -> bool:
        """Tell whether readers are shown an object; one that cannot be read may be, by whoever harvested it."""
        from titelei.repository.catalogue import drafts, is_withdrawn

        try:
            log = self.catalogue.repository.log(identifier)
        except StorageError:
            return True
        return log[-1].number not in drafts(log) and not is_withdrawn(log)
