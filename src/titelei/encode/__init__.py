"""From the landing page of an article to a TEI draft that follows the edition's rules."""
