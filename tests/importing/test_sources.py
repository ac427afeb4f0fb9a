import errno
import os
from pathlib import Path

import pytest

from archive.importing import streams
from archive.importing.records import Unreadable, printable
from archive.importing.sources import Source, SourceError, find_sources


def names(found):
    return [source.path.name for source in found.sources]


def write(path, text="words"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_folders_are_read_recursively_and_by_name(tmp_path):
    for name in ["b.txt", "a/2.txt", "a/1.TXT", "c/d/e.txt"]:
        write(tmp_path / name)
    assert names(find_sources([tmp_path])) == ["b.txt", "1.TXT", "2.txt", "e.txt"]


def test_other_files_in_a_folder_are_passed_over_and_named(tmp_path):
    write(tmp_path / "notes.md")
    found = find_sources([tmp_path])
    assert names(found) == []
    assert found.passed_over == ((tmp_path / "notes.md", "not a kind of file that holds dumps"),)


def test_file_named_outright_is_read_whatever_its_name(tmp_path):
    assert names(find_sources([write(tmp_path / "page.dump")])) == ["page.dump"]


def test_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt")
    assert names(find_sources([tmp_path, path])) == ["a.txt"]


def test_links_out_of_the_folder_are_passed_over(tmp_path):
    secret = write(tmp_path / "outside" / "secret.txt")
    inside = tmp_path / "inside"
    write(inside / "real.txt")
    (inside / "link.txt").symlink_to(secret)
    (inside / "folder").symlink_to(secret.parent)
    found = find_sources([inside])
    assert names(found) == ["real.txt"]
    assert {reason for _, reason in found.passed_over} == {
        "a link that leads out of the folder",
        "a linked folder",
    }


def test_missing_path_is_named():
    with pytest.raises(SourceError, match=r"no file or folder nowhere\.txt"):
        find_sources([Path("nowhere.txt")])


def test_file_too_large_to_be_a_page_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "MAX_BYTES", 3)
    (refused,) = Source(path=write(tmp_path / "a.txt")).read()
    assert refused.reason == "more than 3 bytes, the most that a dump may have."


def test_file_gone_since_it_was_found_is_a_clear_error(tmp_path):
    (gone,) = Source(path=tmp_path / "gone.txt").read()
    assert "No such file" in gone.reason


def test_folder_that_cannot_be_looked_into_is_named(tmp_path, monkeypatch):
    write(tmp_path / "a.txt")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scan(path):
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scan)
    found = find_sources([tmp_path])
    assert names(found) == ["a.txt", "closed"]
    (closed,) = found.sources[1].read()
    assert isinstance(closed, Unreadable) and "cannot be read" in closed.reason


def test_names_that_would_turn_the_text_around_them_are_written_out(tmp_path):
    assert printable("a\u202egnp.txt\n") == "a\\u202egnp.txt\\n"
