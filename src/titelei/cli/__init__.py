"""The command line: one file a command; arguments, printing and exit codes, and nothing else."""
