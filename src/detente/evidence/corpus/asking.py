"""corpus: documents kept together and asked: who said what when, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from detente.errors import WrongUse
from detente.evidence.corpus.results import Found
from detente.evidence.corpus.selecting import Selection
from detente.evidence.readings import Progress, Readings
from detente.files import may_write


def corpus(file: str | Path) -> Corpus:
    """Return the corpus in a file; adding to it makes the file.

    >>> import detente
    >>> detente.corpus("papers.corpus").file
    'papers.corpus'
    """
    return Corpus(str(file))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their bytes, their texts and what was read in them, in one file.

    Every question raises WrongUse if the file is no corpus, or cannot be worked with.
    """

    file: str

    def add(
        self,
        documents: str | Path | Iterable[str | Path] = (),
        *,
        cast: str | Path | None = None,
        date: str | None = None,
        outlet: str | None = None,
        processes: int | None = 1,
        progress: Progress | None = None,
    ) -> Found:
        """Store documents and read those that were not read before; a stop loses nothing.

        Parameters
        ----------
        documents : files, folders, patterns such as `news/*.html`, and `-` for standard input.
        cast : a file that names the people and parties of the project.
        date : the day of those documents that give none; `name` takes it from each file's name.
        outlet : the outlet of those documents that name none.
        processes : how many documents are read at the same time; None for one on each core.
        progress : is told how many documents are done, of how many.
        """
        from detente.evidence.corpus.given import Given
        from detente.evidence.corpus.reach import notes_on
        from detente.evidence.corpus.store import opened
        from detente.evidence.corpus.taking import reader_of, take
        from detente.evidence.readings import LIMIT

        paths = [documents] if isinstance(documents, str | Path) else list(documents)
        given = Given(date, outlet)
        may_write(self.file, reads=[] if cast is None else [cast])
        with opened(Path(self.file), to_write=True) as store:
            taken = take(
                store,
                map(str, paths),
                cast=cast,
                given=given,
                processes=processes,
                progress=progress,
            )
            (number,) = store.execute("SELECT count(*) FROM documents").fetchone()
        counts = {
            "added": taken.added,
            "read again": taken.again,
            "known": taken.known,
            "not taken": len(taken.unread),
            "documents": number,
        }
        notes = notes_on(taken.reach) if reader_of(None)[0] else (_UNREAD,)
        settings = {
            "cast": None if cast is None else str(cast),
            "date": date,
            "outlet": outlet,
        }
        limits = [one for one in taken.unread if one.code == LIMIT]
        whole = not limits and "in part" not in taken.reach.values()
        notes += tuple(f"left out: all of '{one.place.file}', which is too large" for one in limits)
        return Found("corpus", self.file, "add", settings, counts, (), notes, taken.unread, whole)

    def search(self, words: str, *, since: str | None = None, until: str | None = None) -> Found:
        """Return the documents in which all the words stand, the best first.

        Words are found in other forms as well; a phrase stands in quotation marks.
        """
        from detente.evidence.corpus.listing import searched

        if not words.strip():
            raise WrongUse("there are no words to look for: write one or more, 'treaty Rome'")
        return searched(self.file, Selection(topic=words, since=since, until=until))

    def list(
        self,
        *,
        party: str | None = None,
        speaker: str | None = None,
        topic: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Found:
        """Return documents by day: those in which the party or the speaker is heard, and so on."""
        from detente.evidence.corpus.listing import listed

        return listed(self.file, Selection(party, speaker, topic, outlet, since, until))

    def who(
        self,
        *,
        party: str | None = None,
        speaker: str | None = None,
        topic: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Found:
        """Return who said what when; the same words in several documents are told once."""
        from detente.evidence.corpus.hearing import said

        return said(self.file, Selection(party, speaker, topic, outlet, since, until))

    def changed(self, since: str, *, party: str | None = None, topic: str | None = None) -> Found:
        """Return what parties say since a day that they did not say before, and what no more."""
        from detente.evidence.corpus.changes import changed

        return changed(self.file, since, Selection(party=party, topic=topic))

    def duplicates(self) -> Found:
        """Return the documents with the same text as another, or nearly the same."""
        from detente.evidence.corpus.listing import duplicates

        return duplicates(self.file)

    def readings(
        self,
        *,
        party: str | None = None,
        speaker: str | None = None,
        topic: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Readings:
        """Return what was read in the documents that `list` gives, to be reviewed.

        Of a party or a speaker that is asked for, it is only what it says, or what is told of the
        party.  What several documents tell is there once, and names the others.  Raises NoAnswer
        if nothing is left.
        """
        from detente.evidence.corpus.gathering import readings

        return readings(self.file, Selection(party, speaker, topic, outlet, since, until))


_UNREAD = (
    "The documents were stored and not read: the parts of Détente that read are not installed. "
    "Install them with: pip install 'detente[read]', then add the documents again."
)
