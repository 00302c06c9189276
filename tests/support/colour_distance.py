"""How different two colours look: CIEDE2000, also to people who do not see red, green or blue as others do."""

from itertools import combinations

import numpy as np

# Machado, Oliveira and Fernandes, IEEE Trans. Vis. Comput. Graph. 15 (2009): what is seen of linear RGB.
EYES = {
    "all three cones": np.eye(3),
    "no long cones": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "no medium cones": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "no short cones": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(colour, eyes="all three cones"):
    """A colour such as #0072B2 in CIELAB, as those eyes see it."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(EYES[eyes] @ linear, 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def ciede2000(one, other):
    """The distance of two colours in CIELAB; Sharma, Wu and Dalal, Color Res. Appl. 30 (2005), with their names."""
    (L1, a1, b1), (L2, a2, b2) = one, other
    C7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(C7 / (C7 + 25**7))
    C1, C2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dh = (h2 - h1 + 180) % 360 - 180 if C1 * C2 else 0
    dL, dC, dH = L2 - L1, C2 - C1, 2 * np.sqrt(C1 * C2) * np.sin(np.radians(dh / 2))
    L, C, h = (L1 + L2) / 2, (C1 + C2) / 2, (h1 + dh / 2) % 360
    turns = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    T = 1 + sum(share * np.cos(np.radians(k * h + by)) for share, k, by in turns)
    SL, SC, SH = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2), 1 + 0.045 * C, 1 + 0.015 * C * T
    RC, angle = 2 * np.sqrt(C**7 / (C**7 + 25**7)), 60 * np.exp(-(((h - 275) / 25) ** 2))
    RT = -np.sin(np.radians(angle)) * RC
    return np.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * dC / SC * dH / SH)


def closest(colours, eyes):
    """The smallest distance of any two of a dict of colours, and their names."""
    seen = {name: lab(colour, eyes) for name, colour in colours.items()}
    return min((ciede2000(seen[a], seen[b]), a, b) for a, b in combinations(seen, 2))
