"""The inventory: written and read back, and what is not taken for one."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl.inventory import Inventory, VersionState

_step = st.text(alphabet="abcé Я.-_~%", min_size=1, max_size=8).filter(lambda s: s not in (".", ".."))
_path = st.lists(_step, min_size=1, max_size=3).map("/".join)
_digest = st.binary(min_size=0, max_size=2).map(inventories.digest)
_text = st.text(alphabet=st.characters(blacklist_categories=["Cs"]))
_version = st.builds(
    VersionState,
    created=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(tzinfo=UTC)),
    message=_text,
    user_name=_text.filter(bool),
    user_address=_text,
    state=st.dictionaries(_path, _digest, min_size=1, max_size=5),
)


def _build(versions: list[VersionState]) -> Inventory:
    inventory: Inventory | None = None
    for version in versions:
        inventory, stored = inventories.next_version(inventory, "oai:example.org:a", version)
        assert all(path.startswith(f"{inventory.head}/content/") for path in stored)
    assert inventory is not None
    return inventory


@given(st.lists(_version, min_size=1, max_size=4))
def test_an_inventory_is_read_as_it_was_written(versions: list[VersionState]) -> None:
    inventory = _build(versions)
    assert inventories.parse(inventories.build(inventory)) == inventory
    assert inventories.build(inventory) == inventories.build(inventories.parse(inventories.build(inventory)))


@given(st.lists(_version, min_size=1, max_size=4))
def test_each_digest_is_stored_once(versions: list[VersionState]) -> None:
    inventory = _build(versions)
    used = {digest for version in versions for digest in version.state.values()}
    assert set(inventory.manifest) == used
    assert all(len(paths) == 1 for paths in inventory.manifest.values())


_SOUND = json.loads(
    inventories.build(
        _build(
            [
                VersionState(
                    created=datetime(2026, 1, 1, tzinfo=UTC),
                    message="m",
                    user_name="u",
                    user_address="",
                    state={"a": inventories.digest(b"a")},
                )
            ]
        )
    )
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"head": "v2"}, "do not run from v1 to its head v2"),
        ({"versions": {}}, "do not run from v1"),
        ({"versions": {"v2": _SOUND["versions"]["v1"]}, "head": "v2"}, "do not run from v1"),
        ({"versions": {"v01": _SOUND["versions"]["v1"]}, "head": "v01"}, "do not run from v1"),
        ({"digestAlgorithm": "md5"}, "uses md5"),
        ({"type": "https://ocfl.io/2.0/spec/#inventory"}, "its type is"),
        ({"manifest": {}}, "names a file that the manifest does not hold"),
        ({"manifest": {inventories.digest(b"a"): []}}, "names a file that the manifest does not hold"),
        ({"manifest": "x"}, "it is no OCFL inventory"),
        ({"versions": {"v1": _SOUND["versions"]["v1"] | {"created": "yesterday"}}}, "yesterday"),
        ({"versions": {"v1": _SOUND["versions"]["v1"] | {"created": "2026-01-01T00:00:00"}}}, "without a zone"),
    ],
)
def test_an_inventory_that_contradicts_itself_is_refused(change: dict[str, object], words: str) -> None:
    assert inventories.parse(json.dumps(_SOUND).encode()).head == "v1"
    with pytest.raises(ValueError, match=words):
        inventories.parse(json.dumps(_SOUND | change).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no OCFL inventory"):
        inventories.parse(data)
