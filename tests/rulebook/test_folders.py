"""Where the files of a rulebook may lie, and what of them makes its version."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.files.resources import rules_folder
from compliance.problem import UnusableError
from compliance.rulebook.load import load_rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def a_linked_folder(folder: Path) -> None:
    shutil.move(folder / "readings", folder.parent / "elsewhere")
    (folder / "readings").symlink_to("../elsewhere")


def a_linked_file(folder: Path) -> None:
    shutil.move(folder / "goals.toml", folder.parent / "elsewhere.toml")
    (folder / "goals.toml").symlink_to("../elsewhere.toml")


def a_link_back(folder: Path) -> None:
    (folder / "us" / "again").symlink_to("..")


def line_ends_of_windows(folder: Path) -> None:
    for path in folder.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def marks_at_the_beginning(folder: Path) -> None:
    for path in folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def what_lies_beside(folder: Path) -> None:
    (folder / "notes.toml").write_text("a = 1\n")


@pytest.mark.parametrize(
    "changed",
    [a_linked_folder, a_linked_file, a_link_back, line_ends_of_windows, marks_at_the_beginning, what_lies_beside],
)
def test_the_same_texts_under_the_same_names_are_the_same_rulebook(
    folder: Path, changed: Callable[[Path], None]
) -> None:
    changed(folder)
    there, here = load_rules(folder), load_rules()
    assert there.version == here.version
    assert list(there.readings) == list(here.readings)


@pytest.mark.parametrize("text", ["# more\n", " ", "\n"])
def test_another_text_is_another_rulebook(folder: Path, text: str) -> None:
    with (folder / "goals.toml").open("a") as stream:
        stream.write(text)
    assert load_rules(folder).version != load_rules().version


def test_a_rulebook_under_a_linked_name_is_read(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert load_rules(link).version == load_rules().version


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_gone_into_is_named(folder: Path) -> None:
    (folder / "readings").chmod(0)
    try:
        with pytest.raises(UnusableError, match=r"readings: cannot be read: permission denied \[unreadable\]"):
            load_rules(folder)
    finally:
        (folder / "readings").chmod(0o700)


@pytest.mark.parametrize("name", ["nowhere", "rules/goals.toml", "empty"])
def test_what_is_no_folder_of_rules_is_said_to_be_none(folder: Path, name: str) -> None:
    (folder.parent / "empty").mkdir()
    with pytest.raises(UnusableError, match="is not a folder with rules in it"):
        load_rules(folder.parent / name)
