"""Is the truce kept? Terms sheets, incident tables, verdicts and rates (codebook section 9)."""
