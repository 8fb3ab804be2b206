"""What a proposition says of a way, and who says it."""
