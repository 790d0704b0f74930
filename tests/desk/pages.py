"""An invented journal's page, and its edition's settings, for the desk to work on."""

SETTINGS = """\
[edition]
title = "Ferry Studies"
base_url = "https://ferry.example.org/"
publisher = "Ferry Press"

[repository]
domain = "ferry.example.org"
admin_email = "editor@ferry.example.org"
"""

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | Ferry Studies</title>
<meta name="citation_title" content="{title}">
<meta name="citation_author" content="{author}">
<meta name="citation_author_institution" content="University of Lower Ambra">
<meta name="citation_journal_title" content="Ferry Studies"><meta name="citation_issn" content="2049-3630">
<meta name="citation_volume" content="12"><meta name="citation_issue" content="1">
<meta name="citation_firstpage" content="7"><meta name="citation_lastpage" content="28">
<meta name="citation_publication_date" content="2024/06/28"><meta name="citation_doi" content="{doi}">
<meta name="citation_language" content="en">
</head><body><main>
<h1>{title}</h1>
<p>{byline}</p>
<p>University of Lower Ambra</p>
<h2>Abstract</h2>
<p>Ferries were the only crossing of the lower river until 1890. This survey lists 212 charters that mention them, edits
eleven, and asks who held the right to the crossing and who paid for the boats.</p>
<h2>Keywords</h2><p>ferries, charters, water rights</p>
<p>https://doi.org/{doi}</p>
<p>This work is licensed under a Creative Commons Attribution 4.0 International License.</p>
</main></body></html>
"""


def page(
    title: str = "Ferries of the Lower Ambra", surname: str = "Brandt", forename: str = "Helena", number: int = 118
) -> bytes:
    """Give a page of the journal."""
    return PAGE.format(
        title=title,
        author=f"{surname}, {forename}",
        byline=f"{forename} {surname}",
        doi=f"10.5555/fs.2024.{number}",
    ).encode()
