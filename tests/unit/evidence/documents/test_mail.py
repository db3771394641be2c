"""Mail: its own words, its headers, and what was attached and not opened."""

from __future__ import annotations

import base64
import io
import zipfile

from detente.evidence.documents.document import Told

from .making import HEADERS, SENTENCE, document, kinds, mail, shown, unread

PLAIN = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{SENTENCE}"


def test_quoted_printable() -> None:
    """Soft line ends are undone, marks decoded, line ends made equal."""
    body = "The =E2=80=9Csluice=E2=80=9D stays clo=\r\nsed until the toll is\r\nlifted.\r\n"
    head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    found = document(f"{HEADERS}{head}\r\n\r\n{body}", "a.eml")
    assert found.text == "The \u201csluice\u201d stays closed until the toll is\nlifted.\n"


def test_headers() -> None:
    """Title, byline and date are those of the headers; the day is the sender's own."""
    found = document(mail(PLAIN), "a.eml")
    assert found.title == Told("The \u201csluice\u201d", "mail header")
    assert found.byline == Told("Olga Tarn", "mail header")
    assert found.date == Told("2021-10-27", "mail header")
    assert found.outlet is None
    assert found.skipped == ()


def test_a_date_that_is_none() -> None:
    """It is said, and no date is made up from the text either."""
    text = HEADERS.replace("27 Oct 2021", "99 Foo 2021")
    found = document(f"{text}\r\n27 October 2021\r\n\r\n{SENTENCE}\r\n", "a.eml")
    assert found.date is None
    assert any("date header" in sentence for sentence in found.skipped)


def test_the_words_around_its_own() -> None:
    """An earlier mail and a signature are no words of this one."""
    earlier = "On Mon, 25 Oct 2021, Kim Storm wrote:\r\n> Is it true?\r\n> Tell me."
    signature = "-- \r\nOlga Tarn\r\nThe Council"
    found = document(f"{HEADERS}\r\n{SENTENCE}\r\n\r\n{earlier}\r\n\r\n{signature}\r\n", "a.eml")
    assert kinds(found) == ["body", *["boilerplate"] * 6]


def test_a_bomb_in_an_attachment() -> None:
    """An archive is named, never opened."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 20_000_000)
    packed = base64.encodebytes(bomb.getvalue()).decode()
    attached = (
        'Content-Type: application/zip\r\nContent-Disposition: attachment; filename="bomb.zip"'
        f"\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}"
    )
    found = document(mail(PLAIN, attached), "a.eml")
    assert shown(found) == [("body", SENTENCE)]
    assert found.skipped == ("Attached and not opened: 'bomb.zip' (application/zip).",)
    alone = unread(mail(attached), "a.eml")
    assert alone.problem.code == "D004"
    assert "bomb.zip" in alone.problem.message


def test_attached_texts_and_mails_are_not_read() -> None:
    """What was sent along is another document."""
    text = "Content-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment\r\n\r\nNot this"
    other = f"Content-Type: message/rfc822\r\n\r\n{HEADERS}\r\nNor this"
    found = document(mail(PLAIN, text, other), "a.eml")
    assert found.text.strip() == SENTENCE
    assert "'a.txt' (text/plain), 'without a name' (message/rfc822)" in found.skipped[0]


def test_the_plain_words_are_taken_before_the_page() -> None:
    """Where both are sent as alternatives nothing is said; a page beside a text is named."""
    html = "Content-Type: text/html\r\n\r\n<p>Another wording</p>"
    both = document(mail(PLAIN, html, kind="alternative"), "a.eml")
    assert (both.text.strip(), both.skipped) == (SENTENCE, ())
    assert "HTML was not read" in document(mail(PLAIN, html), "a.eml").skipped[0]


def test_a_mail_that_is_a_page() -> None:
    """Its words are taken out of the page; its headers still count."""
    html = f"Content-Type: text/html\r\n\r\n<html><body><p>{SENTENCE}</p></body></html>"
    found = document(mail(html, kind="alternative"), "a.eml")
    assert shown(found) == [("body", SENTENCE)]
    assert found.title == Told("The \u201csluice\u201d", "mail header")


def test_a_mail_that_only_quotes() -> None:
    """The words of the other mail are read, and nobody is said to have written them."""
    quoted = "On Monday, Ada Brook wrote:\r\n> > Hello.\r\n>\r\n> " + SENTENCE
    found = document(HEADERS + "\r\n" + quoted, "a.eml")
    assert found.text == "Hello.\n\n" + SENTENCE
    assert "body" in kinds(found)
    assert (found.byline, found.date) == (None, None)
    assert "only quotes" in found.skipped[0]


def test_many_parts_and_attachments() -> None:
    """The first are named, the rest are counted."""
    attached = "Content-Type: image/png; name=p.png\r\n\r\nx"
    found = document(mail(PLAIN, *[attached] * 1_200), "a.eml")
    assert any("1,000 parts" in sentence for sentence in found.skipped)
    assert any("and 988 more" in sentence for sentence in found.skipped)
    assert sum(map(len, found.skipped)) < 1_000


def test_parts_within_parts() -> None:
    """A few levels are read; thousands are refused with a sentence."""

    def nested(depth: int) -> str:
        part = PLAIN
        for n in range(depth):
            head = f"Content-Type: multipart/mixed; boundary=B{n}"
            part = f"{head}\r\n\r\n--B{n}\r\n{part}\r\n--B{n}--\r\n"
        return HEADERS + part

    assert document(nested(5), "a.eml").text.strip() == SENTENCE
    assert "nested too deep" in unread(nested(2_000), "a.eml").problem.message


def test_headers_made_to_stall() -> None:
    """Long headers are cut before they are decoded."""
    subject = "Subject: " + "=?utf-8?q?a?= " * 100_000
    found = document(f"From: a@b.c\r\nMessage-ID: <1>\r\n{subject}\r\n\r\n{SENTENCE}", "a.eml")
    assert found.title is not None
    assert len(found.title.value) < 2_000
