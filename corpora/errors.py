"""The exceptions a user can cause: each message is one line with file, place and remedy.

The command line prints the message and exits with 1; everything else is a defect of ours.
"""


class HexaplaError(Exception):
    """Something the user gave cannot be used; the message says what, where and the remedy."""


class InputError(HexaplaError):
    """A file or folder that was given cannot be read as what it should be."""


class OutputError(HexaplaError):
    """The result cannot be written where it was asked for."""
