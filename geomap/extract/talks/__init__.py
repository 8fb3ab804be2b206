"""Meetings: where, when, whose, and whether held, planned or only proposed."""
