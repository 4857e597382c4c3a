"""Measuring the translation memory: how fast, how exact, how large."""
