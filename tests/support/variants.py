"""The right answers to the exercises, by name; `claims` has them. tests/exercises/test_mutants.py changes each."""

import claims

VARIANTS = dict(claims.everywhere(lambda name: "__" in name.strip("_")))
globals().update(VARIANTS)
