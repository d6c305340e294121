"""An answer that was shown as saved survives kill -9 at any moment."""

from tests.record import trials


def test_no_saved_answer_is_lost_when_its_writer_is_killed(tmp_path):
    runs = trials.KILLS // 10
    assert trials.killed(tmp_path, runs) >= runs
