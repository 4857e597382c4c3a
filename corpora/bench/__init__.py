"""Measuring the readers: material made from the bundled sample, time, memory."""
