"""Parse, sentences, quotations, dates and quantities. Knows nothing of records."""
