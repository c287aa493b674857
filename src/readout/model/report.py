"""One text from one outlet (codebook section 1)."""

from __future__ import annotations

from dataclasses import dataclass

from readout.model.identity import content_id


@dataclass(frozen=True, slots=True)
class Report:
    """A stored report. Every offset in the product counts characters of ``text``.

    Attributes:
        text: clean article text, Unicode NFC, paragraphs parted by one newline; never changed once stored.
        outlet: who published it; None when the source does not say.
        title: headline; None when there is none.
        published: ISO 8601 date or date-time; None when unknown (relative dates then stay unresolved).
        language: ISO 639-1 code of the text.
        url: address it was fetched from, or that the page gives as its own.
        file: path or name of the file it came from, as the user gave it.
    """

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    url: str | None = None
    file: str | None = None

    @classmethod
    def create(
        cls,
        text: str,
        *,
        outlet: str | None = None,
        title: str | None = None,
        published: str | None = None,
        language: str = "en",
        url: str | None = None,
        file: str | None = None,
    ) -> Report:
        """A report whose id comes from its outlet, title, date and text: read twice, it is one report."""
        identity = content_id("report", outlet, title, published, text)
        return cls(identity, text, outlet, title, published, language, url, file)
