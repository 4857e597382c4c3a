"""Which clauses say the same thing: CLAUSES in, BEADS and UNITS spans out."""
