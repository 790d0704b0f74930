"""``titelei formats``: the registry, for people and for programs."""

from cli.calls import Titelei
from titelei import formats


def test_every_format_is_listed_with_its_file_and_prefix(titelei: Titelei) -> None:
    done = titelei("formats")
    assert done.code == 0
    for kind in formats.registry():
        assert any(line.split()[:1] == [kind.name] for line in done.out.splitlines()), kind.name


def test_json_gives_one_object_a_format(titelei: Titelei) -> None:
    listed = titelei("formats", "--json").json
    known = formats.registry()
    assert [entry["format"] for entry in listed] == [kind.name for kind in (*known, *known.on_demand)]
    by_name = {entry["format"]: entry for entry in listed}
    assert by_name["datacite"]["oai_prefix"] == "oai_datacite"
    assert by_name["datacite"]["file"] == "<id>.datacite.xml"
    assert by_name["jats"]["schema"] == "xslt/formats/jats/grammar.rng"
    assert by_name["html"]["file"] == "index.html"
