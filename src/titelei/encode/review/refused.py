"""Why an answer cannot be taken."""


class Refused(Exception):  # noqa: N818 - says what the answer is, not that something failed
    """This answer fits nothing; ``key`` names the sentence that says why, ``about`` what stands in it."""

    def __init__(self, key: str, about: str = "") -> None:
        self.key, self.about = key, about
        super().__init__(key, about)
