"""Documents to translate, filled from a memory: XLIFF out, leverage counted, sub-memories cut."""
