"""Documents in six languages, as clean ordered clauses: files in, CLAUSES out."""
