"""Cleaning and its offset map; decoding."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.sources.cleaning import clean
from readout.sources.decoding import decode
from readout.sources.reading import SourceError

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "ab é\u0301\u0327\u200b\u00ad\u00a0\r\n\t\0\ufeff\u202e\u2066‘”\u1100\u1161\u11a8\u2126\ud800\u0958"
        ),
        st.characters(),
    ),
    max_size=60,
)


@given(HOSTILE)
def test_cleaning_is_nfc_and_idempotent(source: str) -> None:
    text, _ = clean(source)
    assert unicodedata.is_normalized("NFC", text)
    again, offsets = clean(text)
    assert again == text
    assert all(offsets.source_range(i, i + 1) == (i, i + 1) for i in range(len(text)))
    text.encode("utf-8")


@given(HOSTILE)
def test_map_is_monotone_and_keeps_characters(source: str) -> None:
    text, offsets = clean(source)
    last = 0
    for index, char in enumerate(text):
        place = offsets.source_range(index, index + 1)
        assert place is not None
        start, end = place
        assert last <= start < end <= len(source)
        last = start
        piece = source[start:end]
        if char not in " \n\ufffd":
            assert char in unicodedata.normalize("NFC", clean(piece)[0])


def test_what_goes_and_what_stays() -> None:
    source = "\ufeff“Cease\u00adfire”\u200b now\u00a0ends \r\n \r\n\r\n  it\u202es\0 caf\u0065\u0301\u2028end\n\n"
    text, offsets = clean(source)
    assert text == "“Ceasefire” now ends\n  its café\nend"
    start = text.index("Ceasefire")
    found = offsets.source_range(start, start + 9)
    assert found and source[slice(*found)] == "Cease\u00adfire"
    accent = text.index("é")
    found = offsets.source_range(accent, accent + 1)
    assert found and source[slice(*found)] == "e\u0301"


SENTENCE = "The ministry said: “We hold the truce – for now.” Café owners agreed."


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("cp1252"),
    ],
)
def test_encodings(raw: bytes) -> None:
    assert decode(raw).text == SENTENCE


def test_detected_and_declared_encodings() -> None:
    russian = "Стороны договорились о прекращении огня на тридцать дней, сообщило министерство. " * 5
    assert decode(russian.encode("cp1251")).text == russian
    assert decode(russian.encode("koi8-r"), "koi8-r").text == russian
    assert decode(SENTENCE.encode("cp1252"), "iso-8859-1").text == SENTENCE


def test_a_declared_codec_that_is_no_charset_is_not_used() -> None:
    assert decode(b"+ADw-script+AD4-", "utf-7").text == "+ADw-script+AD4-"


def test_nearly_utf8_stays_utf8_with_a_warning() -> None:
    decoded = decode((SENTENCE * 5).encode() + b" \xff end")
    assert decoded.encoding == "utf-8" and decoded.warning and "“We hold" in decoded.text


@pytest.mark.parametrize("raw", [b"%PDF-1.7 x", b"PK\x03\x04abc", bytes(range(256)) * 10, b"\x89PNG\r\n"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(SourceError):
        decode(raw)
