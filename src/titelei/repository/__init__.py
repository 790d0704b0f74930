"""The embedded repository: the root of versions (``ocfl/``), and what it holds, as asked for (``catalogue/``)."""
