"""The quality dashboard: a build as one page for a reader who reads no parquet."""
