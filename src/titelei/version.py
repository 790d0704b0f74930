"""The version of the program, alone in its file: whoever needs it imports nothing else."""

__version__ = "0.1.0"
