"""The desk: the work of an edition in a browser, by the same functions and into the same files as the commands.

It reads and writes nothing of an article but through ``titelei.pipeline``; what only the desk keeps (steps to undo,
what lists show) is in ``.titelei/desk`` and can be thrown away.
"""
