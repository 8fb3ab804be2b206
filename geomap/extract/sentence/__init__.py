"""A sentence as words and signs: its places, actors and dates, and what those around it are about."""
