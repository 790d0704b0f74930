"""Facts to a TEI draft: header, entries and, where there is no page, a front made from the facts."""
