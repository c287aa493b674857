"""One module a source: its columns to those of the incident table, and why rows are left out."""
