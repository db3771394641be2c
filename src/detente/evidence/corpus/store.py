"""The file of a corpus: an SQLite database with full-text search, opened, checked or made.

Every document keeps its bytes as they were, its text as it was fixed once, and what was read
in it.  A document is what its bytes are: the same bytes under two names are one document.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from detente.errors import WrongUse
from detente.files import may_edit

MARK = 0x44544E54  # tells the file from other databases
VERSION = 3
_NONE = (
    "'{0}' is no corpus of Détente: the corpus is named first, and 'detente corpus add' makes it"
)
_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # how SQLite begins one
PATIENCE = 30.0  # seconds that another process may hold the file

_SCHEMA = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text_sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    raw BLOB NOT NULL,
    text TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    byline TEXT NOT NULL,
    day TEXT NOT NULL,
    answer TEXT NOT NULL,  -- what `read --json` tells of it, read or not
    reader TEXT NOT NULL   -- what read it, empty if nothing has
);
CREATE INDEX by_text ON documents (text_sha256);
CREATE TABLE files (path TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (path, document));
CREATE TABLE sketches (hash INTEGER NOT NULL, document INTEGER NOT NULL);
CREATE INDEX by_hash ON sketches (hash);
CREATE INDEX by_document ON sketches (document);
CREATE TABLE found (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    words TEXT NOT NULL,
    plain TEXT NOT NULL,   -- the words made equal, to know them again
    form TEXT NOT NULL,
    speaker TEXT NOT NULL,
    office TEXT NOT NULL,
    party TEXT NOT NULL,
    voice TEXT NOT NULL,
    day TEXT NOT NULL,
    told TEXT NOT NULL,    -- when an event takes place, as an interval or as it is worded
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    questions TEXT NOT NULL
);
CREATE INDEX found_in ON found (document);
CREATE TABLE parties (party TEXT NOT NULL, found INTEGER NOT NULL);
CREATE INDEX by_party ON parties (party);
CREATE INDEX parties_of ON parties (found);
CREATE VIRTUAL TABLE texts USING fts5 (
    title, text, content='documents', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE heard USING fts5 (
    words, speaker, content='found', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
);
"""


@contextmanager
def opened(path: Path, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a corpus; with `to_write` one is made if the file is not there.

    Raises WrongUse if there is none, if it is no corpus, or if it cannot be worked with.
    """
    try:
        if not to_write and not path.is_file():
            raise WrongUse(
                f"there is no corpus '{path}': 'detente corpus add {path} FOLDER' makes it"
            )
        if to_write and not path.parent.is_dir():
            raise WrongUse(
                f"the corpus '{path}' cannot be made: there is no folder '{path.parent}'; "
                "make it first, or name another"
            )
        if to_write:
            may_edit(path)
            _refuse_foreign(Path(f"{path.resolve()}-journal"))
        with closing(_connected(path, to_write=to_write)) as store:
            _checked(store, path, to_write=to_write)
            yield store
    except sqlite3.Error as error:
        if "not a database" in str(error):
            raise WrongUse(_NONE.format(path)) from None
        told = {
            "locked": "another process is writing to it",
            "unable to open": "it cannot be opened; check your permission to read and write there",
        }
        why = next((why for part, why in told.items() if part in str(error)), str(error))
        raise WrongUse(f"the corpus '{path}' cannot be worked with: {why}") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise WrongUse(f"the corpus '{path}' cannot be opened: {why}") from None


def _refuse_foreign(journal: Path) -> None:
    """Raise WrongUse if a file has the name of the journal, which SQLite would clear away."""
    if journal.exists():
        with journal.open("rb") as stream:
            head = stream.read(len(_JOURNAL))
        if any(head) and head != _JOURNAL:
            raise WrongUse(f"'{journal}' is in the way: the corpus needs that name, move it")


def _connected(path: Path, *, to_write: bool) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if to_write else 'ro'}"
    store = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    store.row_factory = sqlite3.Row
    return store


def _checked(store: sqlite3.Connection, path: Path, *, to_write: bool) -> None:
    """Make a corpus of an empty file; raise WrongUse if it is something else."""
    (mark,) = store.execute("PRAGMA application_id").fetchone()
    (version,) = store.execute("PRAGMA user_version").fetchone()
    (tables,) = store.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if to_write and mark == 0 and tables == 0:
        store.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id = {MARK}; "
            f"PRAGMA user_version = {VERSION}; COMMIT;"
        )
    elif mark != MARK:
        raise WrongUse(_NONE.format(path))
    elif version != VERSION:
        raise WrongUse(f"the corpus '{path}' is of another version of Détente: make it anew")


@contextmanager
def one_step(store: sqlite3.Connection) -> Iterator[None]:
    """Do what is inside wholly or not at all."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")
