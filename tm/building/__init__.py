"""The steps of a build: identity, alignment document by document, parts, and what is kept."""
