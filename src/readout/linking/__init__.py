"""Mentions to scored candidates: states, bodies, places, office holders."""
