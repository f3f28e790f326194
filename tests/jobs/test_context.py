from itertools import pairwise

import pytest

from flow_forecaster.jobs.context import JobContext, Stopped


class Watched:
    """A context whose clock is set by hand, and what it wrote when."""

    def __init__(self, *, is_mine=True, should_stop=False):
        self.now, self.written, self.is_mine = 0.0, [], is_mine
        self.context = JobContext(
            self.write, should_stop=lambda: should_stop, clock=lambda: self.now
        )

    def write(self, share, partial):
        self.written.append((round(self.now, 3), share, partial))
        return self.is_mine

    def tell_every(self, seconds, times):
        for n in range(times):
            self.now += seconds
            self.context.progress((n + 1) / times, {"n": n + 1})

    @property
    def gaps(self):
        moments = [0.0, *[moment for moment, _, _ in self.written]]
        return [after - before for before, after in pairwise(moments)]


@pytest.mark.parametrize("step_s", [0.001, 0.01, 0.1, 0.24, 0.26, 0.4, 0.5])
def test_progress_is_written_at_least_every_half_second(step_s):
    watched = Watched()
    watched.tell_every(step_s, round(5 / step_s))
    assert max(watched.gaps) <= 0.5 + 1e-9


@pytest.mark.parametrize("step_s", [0.001, 0.01, 0.1])
def test_frequent_progress_is_written_about_twice_a_second(step_s):
    watched = Watched()
    watched.tell_every(step_s, round(5 / step_s))
    assert 9 <= len(watched.written) <= 13


def test_what_is_written_is_the_latest():
    watched = Watched()
    watched.tell_every(0.1, 10)
    moment, share, partial = watched.written[0]
    assert (share, partial) == (pytest.approx(moment), {"n": round(10 * moment)})


def test_a_job_that_is_no_longer_ours_stops():
    watched = Watched(is_mine=False)
    with pytest.raises(Stopped):
        watched.tell_every(0.1, 10)
    assert len(watched.written) == 1


def test_a_process_that_has_to_end_stops_at_the_next_word():
    watched = Watched(should_stop=True)
    with pytest.raises(Stopped):
        watched.tell_every(0.01, 1)
    assert watched.written == []
