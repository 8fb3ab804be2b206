"""English syntax, shallow: verbs, verb groups, and the propositions of a sentence."""
