"""titelei: the front matter of journal articles as a TEI edition, validated, rendered, deposited."""

__version__ = "0.1.0"
