"""How terms are rendered, and how consistently: UNITS and TERMS in, tables out."""
