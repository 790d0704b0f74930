"""What each line of a page is: a trained model, the rules of layout as a voice beside it, and who decides."""
