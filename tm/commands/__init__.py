"""The commands of `hexapla`, a module each: parse, call the packages, print."""
