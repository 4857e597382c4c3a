"""PDF with a text layer: drawn characters to blocks; the reader is `document`."""
