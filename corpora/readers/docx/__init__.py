"""DOCX: the guarded package and its parts to blocks; the reader is `document`."""
