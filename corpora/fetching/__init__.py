"""How documents are had from the UN's document service; `corpora.fetch` puts the parts together."""
