"""XML as bytes and as a tree: read safely, with the place of everything in it, and edited without touching the rest."""
