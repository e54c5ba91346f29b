"""What a PDF says of itself: its document information and the same as XMP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from storyboard.render.job import Job, makers, part_of
from storyboard.render.spool import Spool, mapped, ref, text


@dataclass(frozen=True, slots=True)
class About:
    """What a book says of itself; empty where nothing is known."""

    title: str
    language: str = ""
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    summary: str = ""
    series: str = ""
    """The series with the number in it."""
    isbn: str = ""
    published: str = ""
    rights: str = ""


def about(job: Job) -> About:
    """What a job's book says of itself."""
    creators = makers(job)
    named = [name for role, names in job.credits.items() if role != "publisher" for name in names]
    return About(
        job.title,
        job.language,
        creators,
        tuple(name for name in dict.fromkeys(named) if name not in creators),
        ", ".join(job.credits.get("publisher", ())),
        " ".join(job.summary.split()),
        part_of(job),
        job.isbn,
        job.published,
        " ".join(job.rights.split()),
    )


def informed(said: About) -> bytes:
    """The document information (ISO 32000-1, 14.3.3)."""
    info = {"Title": said.title, "Creator": "storyboard"}
    if said.creators:
        info["Author"] = ", ".join(said.creators)
    if said.summary:
        info["Subject"] = said.summary
    if said.series:
        info["Keywords"] = said.series
    return mapped({key: text(value) for key, value in info.items()})


def catalogued(spool: Spool, said: About, *, right_to_left: bool = False) -> dict[str, bytes]:
    """A catalogue's entries. A book is shown under its title, not the file's name."""
    xmp = {"Type": b"/Metadata", "Subtype": b"/XML"}
    root = {"Metadata": ref(spool.add_stream(xmp, _xmp(said).encode("utf-8")))}
    if said.language:
        root["Lang"] = text(said.language)
    direction = b" /Direction /R2L" if right_to_left else b""
    root["ViewerPreferences"] = b"<< /DisplayDocTitle true%s >>" % direction
    root["PageLabels"] = b"<< /Nums [ 0 << /S /D >> ] >>"
    return root


def _xmp(said: About) -> str:
    """The description as XMP (ISO 16684-1). Its one date is the story's own, of publication."""

    def listed(name: str, kind: str, values: Sequence[str], attribute: str = "") -> str:
        items = "".join(
            f"<rdf:li{attribute}>{escape(value, quote=False)}</rdf:li>" for value in values if value
        )
        return f"   <{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""

    default = ' xml:lang="x-default"'
    keywords = escape(said.series, quote=False)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        "   <dc:format>application/pdf</dc:format>\n"
        + listed("dc:title", "Alt", [said.title], default)
        + listed("dc:creator", "Seq", said.creators)
        + listed("dc:contributor", "Bag", said.contributors)
        + listed("dc:publisher", "Bag", [said.publisher])
        + listed("dc:description", "Alt", [said.summary], default)
        + listed("dc:rights", "Alt", [said.rights], default)
        + listed("dc:date", "Seq", [said.published])
        + listed("dc:language", "Bag", [said.language])
        + (f"   <dc:identifier>urn:isbn:{said.isbn}</dc:identifier>\n" if said.isbn else "")
        + (f"   <pdf:Keywords>{keywords}</pdf:Keywords>\n" if keywords else "")
        + "   <xmp:CreatorTool>storyboard</xmp:CreatorTool>\n"
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    )
