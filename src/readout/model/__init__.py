"""The types that every room shares. They know nothing of the stages."""

from readout.model.actor import Actor, Place
from readout.model.decision import Decision
from readout.model.finding import Finding
from readout.model.identity import content_id
from readout.model.record import (
    KINDS,
    Agreement,
    Condition,
    Event,
    Figure,
    Incident,
    Position,
    Proposal,
    Record,
    Statement,
    Talks,
    Terms,
)
from readout.model.report import Report
from readout.model.span import Span
from readout.model.view import View
from readout.model.when import When

__all__ = [
    "KINDS",
    "Actor",
    "Agreement",
    "Condition",
    "Decision",
    "Event",
    "Figure",
    "Finding",
    "Incident",
    "Place",
    "Position",
    "Proposal",
    "Record",
    "Report",
    "Span",
    "Statement",
    "Talks",
    "Terms",
    "View",
    "When",
    "content_id",
]
