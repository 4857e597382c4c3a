"""Translation memory and term consistency: UNITS in, TMX, RENDERINGS and CONSISTENCY out."""
