"""Doors to the XSLT and Schematron processors; each processor is imported by one file here only."""
