"""Validate one file by the command line in this process, and print the most memory it took, in MB, as the last line."""

import resource
import sys

from titelei.cli import main as command_line

sys.argv = ["titelei", "validate", "--quiet", sys.argv[1]]
try:
    command_line.main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
