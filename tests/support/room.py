"""No text of a diagram leaves its place: the picture, the cell or circle that it stands in, or paper without a line.

The ground of a text is the last filled rectangle or circle drawn before it that holds all of its ink. What is drawn
after the ground may not touch the ink: no edge, no line, no other text.
"""

import itertools

import numpy as np


def ground(text, shapes):
    """The shape that a text stands on, or None for the paper."""
    for shape in reversed(shapes):
        if shape.order < text.order and shape.kind in ("rect", "circle") and shape.fill != "none":
            if shape.holds(text.box, 0.5):
                return shape
    return None


def segments(shape):
    """The edges of a shape that is no circle."""
    if shape.kind == "path":
        left, top, right, bottom = shape.box
        points = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    elif shape.kind == "rect":
        points = [*shape.points, shape.points[0]]
    else:
        points = shape.points
    half = shape.width / 2 if shape.stroke != "none" else 0.0
    return [(*one, *other, half, shape.order) for one, other in itertools.pairwise(points)]


def crossed(boxes, lines):
    """Which boxes (T, 4) which segments (S, 5: ends and half of the width) meet: (T, S), by Liang and Barsky."""
    half = lines[:, 4]
    low = boxes[:, None, :2] - half[None, :, None]
    high = boxes[:, None, 2:] + half[None, :, None]
    start, way = lines[None, :, :2], (lines[:, 2:4] - lines[:, :2])[None]
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (low - start) / way, (high - start) / way
    still = np.broadcast_to(way == 0, one.shape)
    inside = (low <= start) & (start <= high)
    enter = np.where(still, np.where(inside, -np.inf, np.inf), np.minimum(one, other)).max(axis=2)
    leave = np.where(still, np.where(inside, np.inf, -np.inf), np.maximum(one, other)).min(axis=2)
    return np.maximum(enter, 0) <= np.minimum(leave, 1)


def faults(width, height, grounds, shapes):
    """Every text that leaves the picture, or that something touches, as a sentence; `grounds`: what each is on."""
    seen = [text for text in grounds if text.box[0] < text.box[2]]
    found = [f"{text.words!r} is {text.size} pixels high" for text in seen if not 14 <= text.size <= 20]
    boxes = np.add([text.box for text in seen], [0.5, 0.5, -0.5, -0.5])
    orders = np.array([text.order for text in seen])
    floors = np.array([-1 if grounds[text] is None else grounds[text].order for text in seen])
    found += [f"{text.words!r} leaves the picture" for text, box in zip(seen, boxes, strict=True)
              if min(box) < 0 or box[2] > width or box[3] > height]  # fmt: skip
    lines = np.array([line for shape in shapes if shape.kind != "circle" for line in segments(shape)])
    if len(lines):
        over = crossed(boxes, lines) & (lines[None, :, 5] > floors[:, None])
        found += [f"{seen[t].words!r} is crossed by a line or an edge" for t in np.flatnonzero(over.any(axis=1))]
    round_ = np.array([[*s.points[0], s.radius, s.order] for s in shapes if s.kind == "circle"]).reshape(-1, 4)
    x, y, radius, order = round_.T
    near = np.hypot(x - np.clip(x, boxes[:, :1], boxes[:, 2:3]), y - np.clip(y, boxes[:, 1:2], boxes[:, 3:]))
    far = np.hypot(np.maximum(abs(x - boxes[:, :1]), abs(x - boxes[:, 2:3])),
                   np.maximum(abs(y - boxes[:, 1:2]), abs(y - boxes[:, 3:])))  # fmt: skip
    over = (near <= radius) & (far >= radius) & (order > floors[:, None])
    found += [f"{seen[t].words!r} is crossed by a circle" for t in np.flatnonzero(over.any(axis=1))]
    for shape in shapes:
        if shape.fill != "none":
            left, top, right, bottom = shape.box
            meets = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
            found += [f"{seen[t].words!r} is covered" for t in np.flatnonzero(meets & (orders < shape.order))]
    apart = (boxes[:, None, 0] >= boxes[None, :, 2]) | (boxes[:, None, 1] >= boxes[None, :, 3])
    for one, other in np.argwhere(~(apart | apart.T)):
        if one < other:
            found.append(f"{seen[one].words!r} lies over {seen[other].words!r}")
    return found
