"""Answers of a language model stay in the data directory, so that a second run asks nothing."""

from pathlib import Path

import pytest

from flows.opinions import AnswerFolder


def test_answers_outlive_the_run_that_asked(tmp_path: Path) -> None:
    AnswerFolder(tmp_path / "opinions")["abc"] = '{"events": []}'
    later = AnswerFolder(tmp_path / "opinions")
    assert later["abc"] == '{"events": []}'
    assert list(later) == ["abc"] and len(later) == 1


def test_what_was_never_asked_is_missing(tmp_path: Path) -> None:
    answers = AnswerFolder(tmp_path / "opinions")
    assert "abc" not in answers and len(answers) == 0
    with pytest.raises(KeyError):
        answers["abc"]


def test_a_half_written_answer_is_none(tmp_path: Path) -> None:
    (tmp_path / ".abc").write_text("{")
    assert list(AnswerFolder(tmp_path)) == []
