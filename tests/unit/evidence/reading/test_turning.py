"""What turns a text round: two that share nearly all their words may say the opposite."""

from __future__ import annotations

import pytest

from detente.evidence.reading.turning import turned, turning


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("We will sign the pact in Rome on Friday", "We will not sign the pact in Rome", True),
        ("We won\u2019t sign the pact in Rome", "We will not sign the pact in Rome", False),
        ("the port stays open to all ships", "the port never stays open to all ships", True),
        ("not to close the port on Sunday", "to close the port on Sunday", True),
        ("We cannot wait. The port stays open", "The port stays open", False),
        ("they agreed to open the old gate", "they refused to open the old gate", True),
        ("they refused to open the old gate", "they have refused to open the old gate", False),
        ("the port stays open", "the port stays open, unless it rains", True),
        ("the port stays open.", "the port stays open. If it rains, we wait", False),
        ("the port stays open all year", "the port stays, unless it rains, open all year", True),
    ],
)
def test_turned(one: str, other: str, *, differ: bool) -> None:
    """What stands among or right beside words of both counts; sentences cut off do not."""
    assert turned(one, other) is differ
    assert turned(other, one) is differ


def test_one_name_for_all_that_denies() -> None:
    """However it is worded, a text that says not says the same kind of thing."""
    assert turning("They won't, and cannot") == turning("They will not, nor ever") == ("not", "not")
    assert turning("only if we refuse") == ("if", "only", "ref")
    assert turning("a cannon, a notice, a cant") == ()
