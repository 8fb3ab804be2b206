"""From propositions to claims: which way, from where to where, told as what."""
