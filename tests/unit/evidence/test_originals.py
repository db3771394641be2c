"""Which document is the original of which source, and what a dossier cannot prove."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

import pytest

import detente
from detente.evidence.full_texts import read_originals
from detente.evidence.passages import fingerprint
from detente.evidence.verifying import Verification, verify

ARTICLE = """\
Ministers meet on the river

HARBOUR, 3 May. \u201cWe want the sluice closed,\u201d the minister of the Hill said on Monday, \u201cand
we want it closed \u2014 before the autumn.\u201d Observers doubt that the Shore will agree to any date.
"""
PASSAGE = fingerprint("Observers doubt that the Shore will agree to any date")

FILE = f"""\
detente: 1
title: Sluice
sources:
  gazette:
    title: Ministers meet on the river
    file: gazette.md
  radio:
    title: The evening news of the Shore
quotations:
  closed:
    source: gazette
    voice: own words
    text: We want the sluice closed
  autumn:
    source: gazette
    voice: own words
    text: We want the sluice closed [...] before the autumn
  doubt:
    source: gazette
    voice: observer
    paraphrase: The Shore is not thought to name a date.
    passage: {PASSAGE}
  radio-gist:
    source: radio
    voice: report
    paraphrase: The Shore keeps silent.
parties:
  Hill: {{}}
options:
  close: {{by: Hill}}
"""
DOSSIER = "Words quoted: \u201cWe want the sluice closed, and [...] before the autumn\u201d\n"


def verified(folder: Path, file: str = FILE, **originals: str) -> Verification:
    """Return how far the quotations of a file are proven, with a dossier beside it."""
    (folder / "gazette.md").write_text(DOSSIER, encoding="utf-8")
    texts = {f"{name}.txt": text for name, text in originals.items()}
    return verify(detente.loads(file), folder, originals=texts)


def codes(found: Verification) -> list[str]:
    """Return the codes of what is wrong."""
    return [problem.code for problem in found.problems]


def test_an_original_proves_what_stands_in_it(tmp_path: Path) -> None:
    """Typographic marks and line ends do not matter, and pieces may leave words out."""
    found = verified(tmp_path, article=ARTICLE)
    assert found.verbatim == ("closed", "autumn")
    assert found.confirmed == ("closed", "autumn", "doubt")
    assert found.problems == ()


def test_one_changed_word_changes_a_passage(tmp_path: Path) -> None:
    """The original is at hand, so a passage that it does not have is reported."""
    found = verified(tmp_path, article=ARTICLE.replace("Observers doubt", "Observers believe"))
    assert found.confirmed == ("closed", "autumn")
    assert codes(found) == ["E005"]


def test_documents_about_other_things_prove_and_disprove_nothing(tmp_path: Path) -> None:
    """A few words in common make no document an original."""
    found = verified(tmp_path, weather="Rain before the autumn. We want the sluice. Closed.")
    assert (found.confirmed, found.problems) == ((), ())
    assert found.declared == ("closed", "autumn")


def test_an_article_that_quotes_another_source_is_not_its_original(tmp_path: Path) -> None:
    """The title names whose original it is; the radio's words in it disprove nothing of the radio."""
    more = f"""\
    text: the Shore will agree to any date
  radio-more:
    source: radio
    voice: report
    paraphrase: More.
    passage: sha256:{"0" * 64}
"""
    file = FILE.replace("    paraphrase: The Shore keeps silent.\n", more)
    found = verified(tmp_path, file, article=ARTICLE)
    assert "radio-gist" in found.verbatim
    assert found.problems == ()
    without_title = ARTICLE.partition("\n")[2].replace("We want the sluice", "They want it")
    found = verified(tmp_path, file, article=without_title.replace("doubt", "say"))
    assert codes(found) == ["E005"], "with only the radio's words in it, it is the radio's"


def test_without_a_title_a_document_is_the_original_of_whom_it_quotes_most(tmp_path: Path) -> None:
    """Two quotations of one source found there outweigh one of another."""
    file = FILE.replace(
        "    paraphrase: The Shore keeps silent.\n", "    text: will agree to any date\n"
    )
    changed = file.replace("text: We want the sluice closed [...]", "text: We want it open [...]")
    found = verified(tmp_path, changed, article=ARTICLE.partition("\n")[2])
    assert found.verbatim == ("closed", "radio-gist")
    assert [(p.code, p.place.line) for p in found.problems] == [("E001", 15)]


def test_words_found_by_chance_make_no_original(tmp_path: Path) -> None:
    """A text of two words stands in many documents; it says nothing on the others of its source."""
    file = FILE.replace("We want the sluice closed\n", "the sluice\n")
    found = verified(tmp_path, file, other="The sluice is old, and the sluice leaks.")
    assert found.verbatim == ("closed",)
    assert found.declared == ("autumn",)
    assert found.problems == ()


@pytest.mark.parametrize("given", [".", "gazette.md"])
def test_a_dossier_given_as_an_original_proves_nothing(tmp_path: Path, given: str) -> None:
    """A Markdown file that a source names as its own stays ours, even as an original."""
    (tmp_path / "gazette.md").write_text(DOSSIER, encoding="utf-8")
    texts = read_originals(tmp_path / given).texts
    found = verify(detente.loads(FILE), tmp_path, originals=texts)
    assert found.declared == ("closed", "autumn")
    assert found.confirmed == ()


def test_a_full_text_that_a_source_names_can_be_given_as_an_original(tmp_path: Path) -> None:
    """A source's own plain text is declared, and verbatim once it is given as an original."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    file = FILE.replace("gazette.md", "article.txt")
    assert verified(tmp_path, file).declared == ("closed", "autumn")
    texts = read_originals(tmp_path / "article.txt").texts
    assert verify(detente.loads(file), tmp_path, originals=texts).verbatim == ("closed", "autumn")


def test_a_missing_file_is_said_once_and_not_for_each_of_its_quotations(tmp_path: Path) -> None:
    """What keeps the words from being looked up is the file."""
    found = verified(tmp_path, FILE.replace("gazette.md", "none.md"))
    assert codes(found) == ["E002"]
    assert found.missing == ("closed", "autumn")


PAGE = """<!DOCTYPE html>
<html><head><title>Ministers meet on the river</title></head><body>
<nav><a href="/">Weather</a></nav>
<article><h1>Ministers meet on the river</h1>
<p>HARBOUR, 3&nbsp;May. \u201cWe want the <b>sluice</b> closed,\u201d the minister of the Hill said on
Monday, \u201cand we want it closed &mdash; before the autumn.\u201d</p>
<p>Observers <i>doubt</i> that the Shore will agree to any date, and nobody at the table has named
one, although the autumn is near and the water stands high in the valley.</p></article></body></html>
"""
MAIL = f"""\
From: desk@example.org
To: you@example.org
Date: Mon, 3 May 2021 10:00:00 +0000
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{base64.b64encode(ARTICLE.encode()).decode()}
"""


@pytest.mark.parametrize(("name", "text"), [("page.html", PAGE), ("talk.eml", MAIL)])
def test_words_are_found_in_what_is_read_of_a_page_or_a_mail(
    tmp_path: Path, name: str, text: str
) -> None:
    """Markup and encodings stand between the words of the file, and not between those cited."""
    pytest.importorskip("trafilatura")
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / name).write_text(text, encoding="utf-8")
    (tmp_path / "conflict.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "gazette.md").write_text(DOSSIER, encoding="utf-8")
    found = detente.check(tmp_path / "conflict.yaml", originals=tmp_path / "originals")
    assert found.quotations.confirmed == ("closed", "autumn", "doubt")
    assert found.problems == ()


def test_a_page_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said, as a warning; the page is looked through as it was saved."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "article.txt").write_text("Nothing of it.", encoding="utf-8")
    found = read_originals(tmp_path)
    assert [(one.code, one.severity) for one in found.problems] == [("D005", "warning")]
    assert "pip install 'detente[read]'" in found.problems[0].hint
    assert "any date" in found.texts[str(tmp_path / "page.html")]
    assert found.texts[str(tmp_path / "article.txt")] == "Nothing of it."


def test_what_cannot_be_an_original(tmp_path: Path) -> None:
    """Pictures are passed over; what is broken is told, and keeps nothing else out."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing that a PDF would have")
    (tmp_path / "c.txt").write_text(ARTICLE, encoding="utf-16")
    found = read_originals(tmp_path)
    assert [Path(one.place.file).name for one in found.problems] == ["b.pdf"]
    assert list(found.texts) == [str(tmp_path / "b.pdf"), str(tmp_path / "c.txt")]
    assert found.texts[str(tmp_path / "c.txt")] == ARTICLE
