"""What the readers of XML and HTML share: safe parsing, one walk over the tree, tables, labels."""
