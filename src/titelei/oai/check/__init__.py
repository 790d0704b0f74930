"""The self-test: the protocol's requirements as named checks, run against any OAI-PMH 2.0 data provider."""

from titelei.oai.check.report import Outcome, Result, findings
from titelei.oai.check.run import check_server, checks

__all__ = ["Outcome", "Result", "check_server", "checks", "findings"]
