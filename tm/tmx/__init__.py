"""TMX written: units from a build, files, checks."""

from tm.tmx.file import TranslationUnit, Variant, write_tmx

__all__ = ["TranslationUnit", "Variant", "write_tmx"]
