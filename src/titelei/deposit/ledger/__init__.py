"""What was sent where, kept through any crash: never rebuilt, never dropped."""
