"""Termbases in and out: CSV, TSV, XLSX, TBX, OmegaT glossaries, and what is wrong in them."""
