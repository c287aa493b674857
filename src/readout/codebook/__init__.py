"""The vocabularies as data files that an analyst can read, the words that show each code, and the reference page."""
