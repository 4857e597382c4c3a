"""One reader per input format; each turns a file into blocks with their place in it."""
