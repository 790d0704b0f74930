"""Where objects lie, held against ocfl-py's implementation of the same extension."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple
from ocfl.storage_root import StorageRoot

from repository.samples import QuickDisk, object_id, put
from titelei.repository.ocfl import Repository
from titelei.repository.ocfl import layout as layouts

_ids = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=150)


@given(_ids)
def test_an_object_lies_where_ocfl_py_says(identifier: str) -> None:
    expected = Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(identifier)
    assert "/".join(layouts.Layout().parts(identifier)) == expected


@given(_ids)
def test_the_folder_s_name_leads_back_to_identifier_and_place(identifier: str) -> None:
    parts = layouts.Layout().parts(identifier)
    assert layouts.Layout().parts_of_name(parts[-1]) == parts
    assert layouts.identifier(parts[-1]) == (identifier if len(parts[-1]) <= 100 else None)


def test_ocfl_py_reads_the_root_and_finds_the_objects(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository", disk=QuickDisk())
    for name in ("smith-2020", "muller-2021", "x" * 80):
        put(repository, name, 1)
    root = StorageRoot(root=str(tmp_path / "repository" / "ocfl"))
    assert root.validate()
    assert (root.num_objects, root.good_objects) == (3, 3)
    root.open_root_fs()
    root.check_root_structure()
    for name in ("smith-2020", "x" * 80):
        found = tmp_path / "repository" / "ocfl" / root.object_path(object_id(name))
        assert (found / "inventory.json").is_file()
    assert repository.ids() == tuple(sorted(map(object_id, ("smith-2020", "muller-2021", "x" * 80))))
