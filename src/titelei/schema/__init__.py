"""The schema's own stage: the ODD compiled to RELAX NG, Schematron and reference pages."""
