"""From claims to corridors: what several sentences say of one way, put together."""
