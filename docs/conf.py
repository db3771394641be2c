"""How the documentation is built."""

project = "Détente"
author = "The Détente founders"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_parts", "constructs", "reading-test"]
html_theme = "furo"
html_title = "Détente"
html_copy_source = False
html_show_sphinx = False
