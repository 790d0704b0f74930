"""Stage render: a TEI document becomes the files of each format, by XSLT 3.0, in memory."""
