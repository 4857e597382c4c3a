"""Review: the units of a build to a spreadsheet, and what a reviewer did there to corrections."""
