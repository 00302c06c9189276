"""The equations of gradient checking, for f(x) = log(1 + eˣ) − y x, whose derivatives are written out here."""

import numpy as np

from . import equation

X, T = 0.7, 0.3
S = 1 / (1 + np.exp(-X))
F = {  # f and its derivatives at X
    0: np.log1p(np.exp(X)) - T * X, 1: S - T, 2: S * (1 - S), 3: S * (1 - S) * (1 - 2 * S),
    4: S * (1 - S) * (1 - 6 * S + 6 * S**2),
}  # fmt: skip
H = 1e-2


def f(x):
    return np.log(1 + np.exp(x)) - T * x


@equation("9.1", r"f(x \pm h) = f(x) \pm h f'(x) + \frac{h^2}{2} f''(x) \pm \frac{h^3}{6} f'''(x) + \dots")
def _(net):
    taylor = [F[0] + s * H * F[1] + H**2 / 2 * F[2] + s * H**3 / 6 * F[3] for s in (1, -1)]
    return [f(X + H), f(X - H)], taylor, H**4 / 24  # |f⁗| < 1: the next term is smaller than this


@equation("9.2", r"\frac{f(x + h) - f(x - h)}{2h} = f'(x) + \frac{h^2}{6} f'''(x) + \dots")
def _(net):
    error = [(f(X + h) - f(X - h)) / (2 * h) - F[1] for h in (H, H / 2)]
    return error, [h**2 / 6 * F[3] for h in (H, H / 2)], 1e-3


@equation("9.3", r"E(h) = \frac{h^2}{6} |f'''(x)| + \frac{\varepsilon}{2h} |f(x)|")
def _(net):
    """No h gives an error far above E; where the method decides, the error is E."""
    steps = 10.0 ** np.arange(-14, -1, 0.5)
    E = steps**2 / 6 * abs(F[3]) + np.finfo(float).eps / (2 * steps) * abs(F[0])
    error = np.array([abs((f(X + h) - f(X - h)) / (2 * h) - F[1]) for h in steps])
    assert (error < 6 * E).all()  # f is itself computed in a few rounded steps
    return error[-4:], E[-4:], 1e-3


@equation("9.4", r"\frac{h}{3} |f'''(x)| - \frac{\varepsilon}{2h^2} |f(x)| = 0 \Longrightarrow"
          r" h^* = (\frac{3 \varepsilon |f(x)|}{2 |f'''(x)|})^{1/3}")  # fmt: skip
def _(net):
    eps = np.finfo(float).eps
    best = (3 * eps * abs(F[0]) / (2 * abs(F[3]))) ** (1 / 3)
    around = best * np.linspace(0.5, 2, 3001)
    E = around**2 / 6 * abs(F[3]) + eps / (2 * around) * abs(F[0])
    return around[np.argmin(E)], best, 1e-3


@equation("9.5", r"f(x + ih) = f(x) + ih f'(x) - \frac{h^2}{2} f''(x) - \frac{i h^3}{6} f'''(x) + \dots")
def _(net):
    value = f(X + 1j * H)
    taylor = F[0] + 1j * H * F[1] - H**2 / 2 * F[2] - 1j * H**3 / 6 * F[3]
    return [value.real, value.imag], [taylor.real, taylor.imag], H**4 / 24


@equation("9.6", r"\frac{\operatorname{Im} f(x + ih)}{h} = f'(x) - \frac{h^2}{6} f'''(x) + \dots")
def _(net):
    error = [f(X + 1j * h).imag / h - F[1] for h in (H, H / 2)]
    assert abs(f(X + 1e-30j).imag / 1e-30 - F[1]) < 1e-15
    return error, [-(h**2) / 6 * F[3] for h in (H, H / 2)], 1e-3
