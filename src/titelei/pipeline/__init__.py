"""What joins the stages, one file a command: all that the command line, the desk and the public API call."""
