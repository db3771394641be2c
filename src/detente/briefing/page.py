"""The brief as one page of HTML: nothing is fetched, and it prints well on A4."""

from __future__ import annotations

from importlib.resources import files

from detente.briefing.content import NO_SOURCE, Brief, Grid, Picture


def to_html(brief: Brief) -> str:
    """Return the whole brief as one page, styles included, every text escaped."""
    from jinja2 import BaseLoader, Environment, StrictUndefined

    environment = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string(_part("page.html.j2"))
    return template.render(
        brief=brief,
        style=_part("page.css"),
        is_grid=_is_grid,
        is_picture=_is_picture,
        no_source=NO_SOURCE,
    )


def _part(name: str) -> str:
    return (files("detente.briefing") / name).read_text(encoding="utf-8")


def _is_grid(block: object) -> bool:
    return isinstance(block, Grid)


def _is_picture(block: object) -> bool:
    return isinstance(block, Picture)
