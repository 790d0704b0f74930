"""Sources: whatever an editor has, read into statements and facts; a file or folder for each kind."""
