"""The translation memory on disk: files of the world in, units with their provenance kept."""
