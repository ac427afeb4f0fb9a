from __future__ import annotations

import pytest

from archive.dumps.names import name_score


@pytest.mark.parametrize("text", ["Reply", "reply", "REPLY", "Antworten ↓"])
def test_buttons_are_no_names_however_they_are_written(text: str) -> None:
    assert name_score(text) < 0.2 < name_score("Ann Field")
