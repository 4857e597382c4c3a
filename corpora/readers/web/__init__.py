"""Web pages to blocks; the reader is `page`."""
