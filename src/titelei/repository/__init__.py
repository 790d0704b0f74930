"""The embedded repository: the storage root of versions (``ocfl/``) and what it holds, as it is asked for (``catalogue/``)."""
