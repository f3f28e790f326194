"""The deployment of several machines as processes of this one: what is quickly checked."""

import pytest

from scripts.rehearsal.checks import CORE
from scripts.rehearsal.stand import standing


@pytest.fixture(scope="module")
def stand():
    with standing() as stand:
        yield stand


@pytest.mark.parametrize("check", CORE, ids=lambda check: check.__name__)
def test_holds_behind_the_proxy(stand, check):
    check(stand)


def test_nothing_is_left_running(stand):
    assert stand.end() == []
