"""Numbers with a check digit, ISSN (ISO 3297) and ORCID (ISO 7064 mod 11-2): a wrong one is told and not taken."""

from titelei.encode.claims import Place
from titelei.encode.fields.authors import Author
from titelei.encode.found import Reading
from titelei.encode.telling import told
from titelei.messages import say
from titelei.model import Finding


def issn_is_right(number: str) -> bool:
    """Tell whether the last digit of an ISSN agrees with the others."""
    digits = number.replace("-", "").upper()
    total = sum(int(d) * (8 - i) for i, d in enumerate(digits[:7]))
    return digits[7] == "0123456789X"[-total % 11]


def orcid_is_right(number: str) -> bool:
    """Tell whether the last digit of an ORCID agrees with the others."""
    digits, total = number.replace("-", "").replace("–", "").upper(), 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return digits[15] == "0123456789X"[(12 - total % 11) % 11]


def take_out_wrong(reading: Reading, authors: list[Author]) -> list[Finding]:
    """Take numbers with a wrong check digit from the claims, the authors and the marks; a finding for each."""
    findings = []
    for claim in [c for c in reading.claims if c.field in ("issn", "eissn") and not issn_is_right(c.value)]:
        reading.claims.remove(claim)
        findings.append(_finding(reading, "ISSN", claim.value, claim.place, claim.number))
    for author in authors:
        for orcid in [o for o in author.orcids if not orcid_is_right(o.text)]:
            author.orcids.remove(orcid)
            findings.append(_finding(reading, "ORCID", orcid.text, orcid.place, orcid.number))
    return findings


def _finding(reading: Reading, kind: str, value: str, place: Place | None, number: int) -> Finding:
    if place:
        marks = reading.marks.get(place.line, [])
        marks[:] = [m for m in marks if not (m.what == "idno" and m.place == place)]
    message = say(
        "The {kind} {value} has a wrong check digit, so a digit of it is misprinted; the draft leaves it out.",
        kind=kind,
        value=value,
    )
    repair = say("Look the {kind} up, and add the right number to the header with @resp.", kind=kind)
    return told(reading.page, "encode-check-digit", message, repair, place=place, number=number, values=(value,))
