"""What is deposited of an article; which repository takes it is not known here."""
