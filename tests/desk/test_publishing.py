"""Publishing at the desk: what would change is shown, what is left is told, what is published is in the repository."""

from desk.conftest import Desk
from desk.pages import page
from titelei.pipeline.run import open_catalogue


def test_an_article_is_published_rendered_and_deposited(desk: Desk) -> None:
    desk.bring(("weirs.html", page("Weirs of the Ambra", "Nowak", "Ewa", 130)))
    before = desk.tei("nowak-2024").read_bytes()
    shown = desk.client.get("/publish?article=nowak-2024").text
    assert "M. Editor" in shown
    assert desk.tei("nowak-2024").read_bytes() == before
    told = desk.done(desk.form("/publish", {"article": "nowak-2024"}))
    assert "published and deposited" in told, told
    assert b'status="published"' in desk.tei("nowak-2024").read_bytes()
    assert (desk.settings.out / "nowak-2024" / "index.html").is_file()
    catalogue = open_catalogue(desk.settings)
    try:
        assert catalogue.repository.head("oai:ferry.example.org:nowak-2024") is not None
    finally:
        catalogue.close()
    assert desk.form("/draft", {"article": "nowak-2024"}).status_code == 303
    assert b'status="draft"' in desk.tei("nowak-2024").read_bytes()


def test_what_is_not_ready_is_left_and_the_others_are_published(desk: Desk) -> None:
    desk.bring(
        ("dams.html", page("Dams of the Ambra", "Okoro", "Ada", 131)),
        ("untitled.html", page("Boats of the Ambra", "Pavel", "Ivo", 132)),
    )
    path = desk.tei("pavel-2024")
    path.write_bytes(path.read_bytes().replace(b">Boats of the Ambra</title>", b">Boats of the Ambre</title>", 1))
    broken = path.read_bytes()
    told = desk.done(desk.form("/publish", {"article": ["pavel-2024", "okoro-2024"]}))
    assert "published and deposited" in told, told
    assert "not published yet" in told
    assert path.read_bytes() == broken


def test_nothing_chosen_publishes_nothing(desk: Desk) -> None:
    assert desk.form("/publish").status_code == 400
    assert desk.client.get("/publish").status_code == 400


def test_what_was_published_has_a_history_in_facts_and_can_be_withdrawn_and_brought_back(desk: Desk) -> None:
    desk.bring(("tolls.html", page("Tolls of the Ambra", "Quist", "Lea", 140)))
    desk.done(desk.form("/publish", {"article": "quist-2024"}))
    desk.step("quist-2024", "fact", action="add", field="orcid", of="1", value="0000-0002-1825-0097")
    desk.done(desk.form("/publish", {"article": "quist-2024"}))
    shown = desk.client.get("/article/quist-2024?view=past").text
    assert "<b>v2</b>" in shown
    assert "<ins>0000-0002-1825-0097</ins>" in shown
    assert "<del>The page gives no ORCID.</del>" in shown
    assert "</time> · M. Editor" in shown
    assert desk.form("/withdraw", {"article": "quist-2024", "reason": " "}).status_code == 422
    assert desk.form("/withdraw", {"article": "quist-2024", "reason": "Printed twice"}).status_code == 303
    shown = desk.client.get("/article/quist-2024?view=past").text
    assert "It is withdrawn" in shown
    assert "Printed twice" in shown
    assert desk.form("/withdraw", {"article": "quist-2024", "action": "restore"}).status_code == 303
    assert "It is withdrawn" not in desk.client.get("/article/quist-2024?view=past").text
