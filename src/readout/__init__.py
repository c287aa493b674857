"""Readout: a sourced record of truces and negotiations, coded from reports."""
