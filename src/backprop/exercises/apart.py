"""What can be said of numbers that nobody predicted: each sentence has been checked at all test points.

A rule gets the entries of one part of a result and gives a sentence that is true of all of them, or "". The first
rule that has one speaks.
"""

from itertools import pairwise

from . import off_in_numbers, off_in_places, off_in_shape

RULES = (*off_in_shape.RULES, *off_in_numbers.RULES, off_in_places.some_right)


def say(exercise, part):
    """The first sentence that is true of all these entries; "" if there is none."""
    return next(filter(None, (rule(exercise, part) for rule in RULES)), "")


def layers(part):
    """For a part with one array a layer: whether at every test point the layers from some one up are right."""
    by_point = {}
    for one, right in part:
        by_point.setdefault(id(one.args), []).append((int(one.name.split("[")[1][:-1]), right))
    orders = [[right for _, right in sorted(found, reverse=True)] for found in by_point.values()]
    deep = [order for order in orders if len(order) > 1]
    if not deep or not all(order[0] for order in orders) or all(all(order) for order in orders):
        return ""
    falls = all(not (below and not above) for order in orders for above, below in pairwise(order))
    return "Right in the last layer, wrong further down: the fault is on the way down." if falls else ""
