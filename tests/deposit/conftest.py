"""The project and the command line of the tests of commands, for deposits that begin there."""

from cli.conftest import article, project, titelei

__all__ = ["article", "project", "titelei"]
