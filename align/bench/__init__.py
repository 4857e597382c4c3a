"""Measuring the aligner: how right, how sure, how fast, beside Gale and Church."""
