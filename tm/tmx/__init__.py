"""TMX: units from a build, written as files that CAT tools read, and any file checked."""
