from __future__ import annotations

from pathlib import Path

import pytest

from compliance.errors import VocabularyError
from compliance.vocabulary import load_lexicon


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("COMPLIANCE_CACHE", str(folder))
    return folder


def write(folder: Path, text: str, name: str = "list.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


AGENCIES = """
list: wires
case: exact
language: es
entries:
  - EFE
  - phrase: Agencia Imaginaria
    aliases: [AGI]
    languages: [en, es]
    case: ignore
    country: XX
    forms: [a, b]
"""


def test_entries_carry_their_data_and_aliases(tmp_path: Path) -> None:
    lexicon = load_lexicon([write(tmp_path, AGENCIES)])
    entry = lexicon.find("wires", "agi")
    assert entry is not None
    assert (entry.canonical, entry.languages, entry.exact) == ("Agencia Imaginaria", ("en", "es"), False)
    assert entry.text("country") == "XX"
    assert entry.texts("forms") == ("a", "b")
    assert lexicon.find("wires", "efe") is None
    assert lexicon.find("wires", "EFE") is not None
    assert [e.phrase for e in lexicon.entries("wires", "en")] == ["Agencia Imaginaria", "AGI"]


def test_several_files_add_to_one_list(tmp_path: Path) -> None:
    more = write(tmp_path, "list: wires\nscan: false\nentries: [Otra]\n", "more.yaml")
    lexicon = load_lexicon([write(tmp_path, AGENCIES), more])
    assert len(lexicon.entries("wires")) == 4
    assert "wires" not in lexicon.scanned


def test_the_cache_gives_the_same_lexicon_and_a_broken_one_is_passed_over(tmp_path: Path, own_cache: Path) -> None:
    path = write(tmp_path, AGENCIES)
    first = list(load_lexicon([path]).entries("wires"))
    kept = list(own_cache.glob("vocabulary-*.json"))
    assert len(kept) == 1
    assert list(load_lexicon([path]).entries("wires")) == first
    for broken in ("", "{", "[]", '{"digest": "other", "value": {}}', '{"digest": 1}'):
        kept[0].write_text(broken, encoding="utf-8")
        assert list(load_lexicon([path]).entries("wires")) == first
    assert not list(own_cache.glob("*.tmp"))


def test_a_cache_that_cannot_be_written_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_CACHE", str(write(tmp_path, "a file", "file") / "below"))
    assert load_lexicon([write(tmp_path, AGENCIES)]).entries("wires")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("list: [", r"list\.yaml:\d+:\d+.*not readable as YAML"),
        ("entries: [a]", "list: Field required"),
        ("list: x\nentries: [{word: a}]", r"entries\.0.*phrase"),
        ("list: x\nentries: [a]\nlangauge: en", "langauge"),
        ("list: x\nentries: !!python/object/apply:os.system [ls]", "not readable as YAML"),
        ("just text", r"list\.yaml"),
    ],
)
def test_a_malformed_file_is_named_with_its_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(VocabularyError, match=says):
        load_lexicon([write(tmp_path, text)])


def test_an_unknown_list_suggests_the_nearest(tmp_path: Path) -> None:
    lexicon = load_lexicon([write(tmp_path, AGENCIES)])
    with pytest.raises(VocabularyError) as error:
        lexicon.entries("wirse")
    assert "wires" in error.value.hint
