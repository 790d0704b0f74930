"""Why a document cannot be read."""


class DocumentFault(Exception):  # noqa: N818 - a reason, told as a finding
    """``message`` says what is the matter with the document, ``repair`` what helps."""

    def __init__(self, message: str, repair: str) -> None:
        self.message, self.repair = message, repair
        super().__init__(message)
