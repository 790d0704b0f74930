"""One file a kind of target: how it is spoken with, what it is sent, how it is found again."""
