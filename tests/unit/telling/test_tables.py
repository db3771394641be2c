"""Tables and lines for terminals."""

from __future__ import annotations

from detente.telling.tables import table, width_of, wrapped


def test_columns_are_as_wide_as_what_they_hold() -> None:
    """Wide letters count as two, truth values are told in a word, ends are not padded."""
    rows: list[dict[str, object]] = [
        {"name": "한국", "n": 4, "yes": True},
        {"name": "b", "n": None, "yes": False},
    ]
    assert table(rows).splitlines() == [
        "name  n  yes",
        "----  -  ---",
        "한국  4  yes",
        "b        -",
    ]
    assert table([]) == ""


def test_width_counts_columns_not_letters() -> None:
    """Combining marks take no column of their own."""
    assert [width_of(text) for text in ("abc", "한", "e\u0301")] == [3, 2, 1]


def test_lines_are_wrapped_with_a_hanging_indent() -> None:
    """Long words stand alone, spaces are evened out, a no-break space holds."""
    text = "one two   three a\u00a0b " + "x" * 30
    assert wrapped(text, indent="- ", hanging="  ", width=12).splitlines() == [
        "- one two",
        "  three a b",
        "  " + "x" * 30,
    ]
    assert wrapped("한국 한국 한국", width=9).splitlines() == ["한국 한국", "한국"]
    assert wrapped("") == ""
