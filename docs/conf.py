"""How the documentation is built."""

from pathlib import Path

project = "Détente"
author = "The Détente founders"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_parts", "constructs", "reading-test"]
html_theme = "furo"
html_theme_options = {"light_css_variables": {"code-font-size": "0.75rem"}}
html_title = "Détente"
html_copy_source = False
html_show_sphinx = False

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results.md"
MARK = "<!-- benchmarks/results.md -->"


def put_in_results(app, name, source):  # noqa: ANN001, ANN201, ARG001
    """Put what the benchmarks measured, if they were run, where the page of performance asks."""
    measured = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "Not measured yet."
    source[0] = source[0].replace(MARK, measured)


def setup(app):  # noqa: ANN001, ANN201
    """Tell Sphinx of the above."""
    app.connect("source-read", put_in_results)
