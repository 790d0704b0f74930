"""``titelei.toml``: defaults, every fault named with its line, the project found from below."""

from pathlib import Path

import pytest

from titelei import settings
from titelei.errors import SettingsError
from titelei.messages import told


def test_an_empty_file_gives_the_defaults_of_the_contract() -> None:
    empty = settings.parse("")
    assert empty.edition.base_url == "https://titelei.example.org/"
    assert empty.domain == "titelei.example.org"
    assert empty.validate.fail_on == "error"
    assert empty.repository.page_size == 100


def test_the_shipped_file_is_right(root: Path) -> None:
    assert settings.load(root).edition.languages == ("en", "ru")


def test_the_domain_follows_the_base_url_unless_it_is_set() -> None:
    assert settings.parse('[edition]\nbase_url = "https://press.example.org/x/"').domain == "press.example.org"
    assert settings.parse('[repository]\ndomain = "other.example.org"').domain == "other.example.org"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n[repositry]\n", 2, "there is no table “repositry”. Did you mean “repository”?"),
        ("[repository]\n\npage_sise = 3", 3, "Did you mean “page_size”?"),
        ("[repository]\npage_size = 0", 2, "whole number from 1 to 1000"),
        ("[repository]\npage_size = true", 2, "whole number from 1 to 1000"),
        ('[validate]\nengine = "saxn"', 2, "allowed are saxon, pyschematron, both. Did you mean “saxon”?"),
        ('[validate.severity]\ndoi-shape = "fatal"', 2, "allowed are error, warning, info"),
        ('[edition]\nlanguages = "en"', 2, "must be a list of texts"),
        ('[edition]\nbase_url = "titelei.example.org"', 2, "begins with https"),
        ('[edition]\nbase_url = "https://titelei.example.org"', 2, "ends with /"),
        ('edition = "x"', 1, "must be a table"),
        ('[targets.here]\nurl = "https://example.org/"', 1, "has no kind"),
        ('[targets.here]\nkind = "sword"', 2, "swordv2, hal, invenio, bagit, ocfl. Did you mean “swordv2”?"),
        ('[repository]\nadmin_email = "a@example.org"', 2, "at least two characters before the @"),
        ("[edition", 1, "is not valid TOML"),
        ("a = 1\na = 2", 2, "is not valid TOML"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_is_allowed(text: str, line: int, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings.parse(text)
    assert any("а" <= letter <= "я" for letter in told(error.value.args[0], "ru"))
    assert f"line {line}" in str(error.value)
    assert said in str(error.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        settings.parse("[repositry]\n[render]\nwidth = 1\nformts = []")
    assert len(str(error.value).splitlines()) == 3


def test_a_project_is_found_from_a_folder_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "titelei.toml").write_text('[edition]\ntitle = "Here"', "utf-8")
    inside = tmp_path / "tei" / "articles"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    loaded = settings.load()
    assert loaded.edition.title == "Here"
    assert loaded.articles == tmp_path / "tei" / "articles"


def test_a_folder_without_settings_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"holds no titelei\.toml"):
        settings.load(tmp_path)


def test_settings_in_another_encoding_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "titelei.toml").write_bytes("[edition]\ntitle = 'Журнал'".encode("cp1251"))
    with pytest.raises(SettingsError, match="Save it as UTF-8"):
        settings.load(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_as_windows_may_have_saved_it(tmp_path: Path, encoding: str) -> None:
    text = '[edition]\r\ntitle = "Журнал примеров"\r\n'
    (tmp_path / "titelei.toml").write_bytes(text.encode(encoding))
    assert settings.load(tmp_path).edition.title == "Журнал примеров"
    (tmp_path / "titelei.toml").write_bytes(f"{text}titel = 1\r\n".encode(encoding))
    with pytest.raises(SettingsError, match="line 3: there is no setting “titel” in"):
        settings.load(tmp_path)


def test_a_file_in_another_encoding_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "titelei.toml").write_bytes('[edition]\ntitle = "Журнал"'.encode("cp1251"))
    with pytest.raises(SettingsError, match="Save it as UTF-8"):
        settings.load(tmp_path)


def test_labels_are_in_the_languages_of_the_edition_unless_told_otherwise() -> None:
    assert settings.parse('[edition]\nlanguages = ["ru"]').render.languages == ("ru",)
    assert settings.parse('[edition]\nlanguages = ["ru"]\n[render]\nlanguages = ["en"]').render.languages == ("en",)
