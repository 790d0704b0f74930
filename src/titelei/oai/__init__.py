"""The OAI-PMH 2.0 data provider over the catalogue, and the self-test of any provider (``check/``)."""

from titelei.oai.provider import Identity, Provider

__all__ = ["Identity", "Provider"]
