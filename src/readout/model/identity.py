"""Ids from content: the same thing gets the same id on every machine and in every run."""

from __future__ import annotations

import hashlib
import json

type_prefix = {"report": "r", "record": "c", "finding": "f", "decision": "d", "incident": "i", "assessment": "a"}


def content_id(kind: str, *parts: object) -> str:
    """A short stable id: a letter for the kind and 20 hexadecimal digits (80 bits) of the SHA-256 of ``parts``.

    ``parts`` must be made of what JSON can hold.
    """
    canonical = json.dumps([kind, *parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return type_prefix[kind] + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:20]
