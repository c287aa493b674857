"""Readers of the view: the dossier, pictures and exports. They know no SQL and no language processing."""
