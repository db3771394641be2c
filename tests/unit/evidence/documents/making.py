"""Invented documents: crawls, pages, mails and PDFs, written here and nowhere else."""

from __future__ import annotations

from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.loading import document_of

SENTENCE = (
    "The Northern Council said on Tuesday that it wants the sluice opened in May, and the "
    "southern towns agreed to hold talks on it without conditions."
)

# a crawl that has lost its page: the trap is the photo line, which ends without a full stop
PARTISAN = """\
Northern Council Ready for Further Talks on the Sluice

Photo: Ada Brook and Ivo Lund meet at the weir in June 2018

By Mira Solveig Lund

After months of silence, the Northern Council (the People\u2019s Council of the Upper River, or \
PCUR) has stated that it is open to further talks over the tolls and the sluice.

In a statement to the Council\u2019s own paper, First Deputy Warden Olga Tarn said, \u201cWe [are \
willing] to sit with the southern side at [a] time and place to be agreed [upon by] late in May.\u201d

However, she also warned the South, otherwise the talks between the two would end."""

WIRE = """\
Back To Top

Upper, lower towns may differ on sluice plan

Lower towns' envoy Jon Vale takes questions at the daily briefing on Tuesday in the Mill Room. (RPA-Riverpost/AFP)
Lower towns' envoy Jon Vale takes questions at the daily briefing on Tuesday in the Mill Room. (RPA-Riverpost/AFP)

Upper and lower towns appear to be on different paths on opening the sluice, with a top envoy \
saying the two could have \u201cdifferent views\u201d on the timing and conditions.

\u201cWe may have somewhat different views on the precise order of the steps, but we agree on the \
aim,\u201d Vale said at a briefing when asked about it.\x20

On Sunday, the upper towns' envoy Kai Storm met with his counterpart Nils Oke, and Oke said later \
that the two had engaged in \u201cserious\u201d talks.


By Ahn Berg (aberg@riverpost.example)
MOST POPULAR
LATEST NEWS
subscribe
\uc18c\uc544\uc324"""

WRAPPED = """\
THE SLUICE

The Northern Council said on Tuesday that it wants the sluice opened
in May, and that it would not pay the toll before that had been done.
The southern towns answered that they would open it once the toll had
been paid.

A further meeting is planned for June, when the wardens of both sides
come together at the weir.
"""


def document(data: bytes | str, name: str = "a.txt") -> Document:
    """Return the document that some bytes are; they must be one."""
    found = document_of(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, Document), str(found)
    return found


def unread(data: bytes | str, name: str = "a.txt") -> Unread:
    """Return why some bytes are no document."""
    found = document_of(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, Unread)
    return found


def shown(found: Document) -> list[tuple[str, str]]:
    """Return the blocks of a document as kinds and words."""
    return [(block.kind, found.words(block.span)) for block in found.blocks]


def kinds(found: Document) -> list[str]:
    """Return the kinds of the blocks of a document."""
    return [block.kind for block in found.blocks]


HEADERS = (
    "From: Olga Tarn <tarn@council.example>\r\n"
    "To: desk@riverpost.example\r\n"
    "Date: Wed, 27 Oct 2021 09:10:00 +0900\r\n"
    "Subject: =?utf-8?q?The_=E2=80=9Csluice=E2=80=9D?=\r\n"
    "Message-ID: <1@council.example>\r\n"
    "MIME-Version: 1.0\r\n"
)


def mail(*parts: str, kind: str = "mixed") -> bytes:
    """Return a mail of several parts, each with its own headers."""
    body = "".join(f"--LINE\r\n{part}\r\n" for part in parts)
    head = f"{HEADERS}Content-Type: multipart/{kind}; boundary=LINE\r\n\r\n"
    return f"{head}{body}--LINE--\r\n".encode()


def page(*paragraphs: str, head: str = "", title: str = "") -> str:
    """Return a page with an article."""
    heading = f"<h1>{title}</h1>" if title else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<article>{heading}{body}</article>"
        "<footer>Copyright The River Post</footer><script>alert(1)</script></body></html>"
    )


def pdf(*pages: list[str], title: str = "") -> bytes:
    """Return a PDF with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shows = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td 14 TL\n{shows}ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    info = f" /Info {len(objects) + 1} 0 R" if title else ""
    if title:
        objects.append(f"<< /Title ({title}) >>")
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R"
    return f"{out}{info} >>\nstartxref\n{out.index('xref')}\n%%EOF\n".encode("latin-1")
