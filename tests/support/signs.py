"""What a picture shows of W: `widgets/weights.py` draws it."""

from diagram import hue


def of(d, l, W, read, here):
    """The squares of W⁽ˡ⁾ under its name, where `here` says, and the frame that it has if it is read."""
    head = d.take(f"W^{{({l})}}", "W", read, where=lambda t: here(t.x, t.y))
    cells = [s for s in d.of("rect") if s.box[2] - s.box[0] == s.box[3] - s.box[1] == 10 and here(*s.middle)]
    cells = [s for s in cells if 0 < s.middle[1] - head.y < 60]
    cells.sort(key=lambda s: (s.middle[1], s.middle[0]))
    assert [hue(s.fill) == "W" for s in cells] == [weight > 0 for weight in W.ravel()]
    assert (len({s.middle[1] for s in cells}), len({s.middle[0] for s in cells})) == W.shape
    frames = [s for s in d.of("rect", fill="none", stroke=cells[0].stroke) if s.holds(cells[0].box)]
    assert len(frames) == read, f"W({l}) is {'' if frames else 'not '}framed"
    assert all(frame.holds(cell.box) and frame.width > 1.5 for frame in frames for cell in cells)
    return [*cells, *frames]
