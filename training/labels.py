"""The label orders that a training run uses; written into the weights file, from which the program reads them."""

from __future__ import annotations

KINDS = (
    "agreement", "proposal", "position", "condition", "talks", "incident", "statement", "figure", "event",
)  # fmt: skip
STANCES = ("accept", "support", "open", "conditional", "doubt", "criticise", "reject")
MEASURES = (
    "ceasefire.full", "ceasefire.energy", "ceasefire.infrastructure", "ceasefire.maritime", "ceasefire.air",
    "ceasefire.humanitarian", "ceasefire.local", "peace_settlement", "talks", "military_aid", "intelligence_sharing",
    "mobilisation", "sanctions", "sanctions_relief", "territory", "troop_withdrawal", "prisoner_exchange",
    "hostage_release", "humanitarian_access", "security_guarantees", "peacekeeping", "monitoring", "disarmament",
    "elections", "nuclear_plant", "reconstruction", "alliance_membership", "border_reopening", "diplomatic_relations",
    "political_transition", "evacuation", "buffer_zone", "surrender", "other",
)  # fmt: skip
TARGET_CLASSES = (
    "energy", "nuclear", "health", "education", "residential", "transport", "port", "shipping", "government",
    "infrastructure", "industry", "military", "civilian", "territory", "unspecified",
)  # fmt: skip
MEANS = (
    "drone", "missile", "air_strike", "shelling", "ground_assault", "naval", "bombing", "sabotage", "small_arms",
    "rocket", "chemical", "cyber", "unspecified",
)  # fmt: skip
ATTRIBUTION = ("source", "cue", "content")
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

ANY = "any dispute"
COMPARED = (
    "number", "date", "place", "party", "scope", "stance", "status", "quote", "role", "attribution",
    "corroborated", ANY,
)  # fmt: skip
"""How two sentences stand to each other, in the order of the ``compared`` output; the last two are no types of
dispute."""

GROUPS: dict[str, tuple[str, ...]] = {
    "kinds": KINDS,
    "negated": ("negated",),
    "stance": STANCES,
    "measure": MEASURES,
    "target_class": TARGET_CLASSES,
    "means": MEANS,
    "attribution": ATTRIBUTION,
}
"""Token groups in the order of the columns of the network's ``tags`` output."""

WIDTH = sum(len(labels) for labels in GROUPS.values())


def columns(group: str) -> slice:
    """Where a group's labels stand among the columns of ``tags``."""
    start = 0
    for name, labels in GROUPS.items():
        if name == group:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(group)
