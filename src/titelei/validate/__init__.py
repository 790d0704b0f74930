"""Stage validate: is a document what the schema and the rules ask? It gives findings and changes nothing."""
