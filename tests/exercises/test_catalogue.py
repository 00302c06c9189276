"""The exercises as data: complete, true, and word for word what stands in the notebooks."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

import stored
import your_turn
from backprop import toy
from backprop.autograd import Node, backward
from backprop.batch import gradient
from backprop.course import NOTEBOOKS
from backprop.derivatives import central_difference, complex_step
from backprop.exercises import catalogue, check
from backprop.exercises.exercise import Choice, Exercise, Formula, Function, Shape, Value
from backprop.loss import objective
from backprop.network import forward, forward_rows, sigmoid, sigmoid_slope
from backprop.pullback import eta_below
from backprop.recursion import backprop_example
from backprop.training import descend, step
from random_networks import example, problem, relative

ALL = [exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)]
PATHS = {path.stem[3:]: path for path in stored.PATHS}
TAGS = {tag for path in stored.PATHS for tag in stored.tags(path)}
WITH_EXERCISES = [stem for stem in catalogue.STEMS if stem in PATHS]

by_name = lambda exercise: exercise.name


@pytest.fixture(params=ALL, ids=by_name)
def exercise(request):
    return request.param


# Complete


def test_no_module_of_exercises_is_left_out():
    files = Path(catalogue.__file__).parent.glob("*.py")
    having = {path.stem for path in files if re.search(r"^EXERCISES =", path.read_text("utf-8"), flags=re.M)}
    assert having == set(catalogue.STEMS), "each belongs to a notebook that course.py lists"


def test_each_notebook_has_two_and_one_of_them_is_written():
    for stem in catalogue.STEMS:
        kinds = {type(exercise) for exercise in catalogue.exercises(stem)}
        enough = len(catalogue.exercises(stem)) >= 2 and Function in kinds and kinds != {Function}
        assert enough, f"{stem}: at least two exercises, one of them a Function and one not"


def test_each_step_has_two_whose_answer_stands_nowhere():
    """Their functions are in no module of the course but the exercises, and in no cell of the notebooks."""
    for notebook in (one for one in NOTEBOOKS if one.step):
        fresh = [exercise for exercise in catalogue.exercises(notebook.stem) if exercise.fresh]
        assert len(fresh) >= 2, notebook.stem
    code = "\n".join(cell.source for path in stored.PATHS for cell in stored.read(path).cells)
    for exercise in ALL:
        assert not (exercise.fresh and exercise.warm_up), exercise.name
        if isinstance(exercise, Function):
            elsewhere = not exercise.reference.__module__.startswith("backprop.exercises.")
            assert not (exercise.fresh and elsewhere), f"{exercise.name}: the course has its function"
            assert not exercise.fresh or f"{exercise.reference.__name__}(" not in code.replace(exercise.write, "")


def test_names_are_used_once():
    assert len({exercise.name for exercise in ALL}) == len(ALL)
    assert len({exercise.title for exercise in ALL} - {"Find the line"}) == len(ALL) - 2


def test_every_exercise_is_complete(exercise: Exercise):
    assert exercise.title and exercise.trains and exercise.task.strip()
    assert 1 <= exercise.minutes <= 30
    assert len(exercise.hints) == 2 and exercise.hints[0] != exercise.hints[1], "two hints"
    assert len(exercise.wrong) >= 3, "at least three wrong answers"
    assert len({wrong.name for wrong in exercise.wrong}) == len(exercise.wrong)
    assert len({wrong.means for wrong in exercise.wrong}) >= len(exercise.wrong) - 3  # lines right for one reason


def test_every_sentence_is_one(exercise):
    sentences = [*exercise.hints, *(wrong.means for wrong in exercise.wrong)]
    for sentence in sentences + ([exercise.doc] if isinstance(exercise, Function) else []):
        assert sentence[-1] in ".?" and "!" not in sentence and "  " not in sentence, sentence
        assert len(sentence) < 170, sentence


def test_every_mistake_cites_an_equation_of_a_notebook(exercise):
    for wrong in exercise.wrong:
        assert wrong.breaks in TAGS, f"{wrong.name}: ({wrong.breaks}) is in no notebook"
    for tag in re.findall(r"\((\d+\.\d+)\)", exercise.task + " ".join(exercise.hints)):
        assert tag in TAGS


def test_every_wrong_choice_is_predicted(exercise):
    if isinstance(exercise, Choice):
        assert {wrong.answer for wrong in exercise.wrong} | {exercise.reference} == set(exercise.options)
        assert len(exercise.options) == (10 if exercise.listing else 4)


@pytest.mark.parametrize("exercise", [one for one in ALL if isinstance(one, Function)], ids=by_name)
def test_points_are_the_same_every_time(exercise):
    """What a predicted mistake gives at a point is computed once."""
    for (label, one), (again, two) in zip(exercise.points().items(), exercise.points().items(), strict=True):
        assert label == again
        np.testing.assert_equal(numbers(one), numbers(two))


def numbers(args):
    """The arguments of a test point that are numbers, arrays or dicts of them."""
    return [value for value in args if not callable(value)]


def test_points_hide_nothing(exercise):
    """Random numbers, never ones or zeros; sizes that differ, and one case where all are equal; N ≥ 3; λ > 0."""
    if not isinstance(exercise, Function) or exercise.name in ("losses", "outer_three"):
        return
    sizes = []
    for args in exercise.points().values():
        arrays = [part for arg in args for part in (arg.values() if isinstance(arg, dict) else [arg])]
        arrays = [part for part in arrays if isinstance(part, np.ndarray)]
        for part in arrays:
            assert part.size == 1 or len(np.unique(part)) == part.size, "no number twice"
            assert not np.isin(part, (0, 1, -1)).any(), "neither 0 nor 1"
        sizes.append({size for part in arrays for size in part.shape})
        if isinstance(args[-1], float):
            assert args[-1] > 0
        assert args[0].shape[0] >= 2 if isinstance(args[0], np.ndarray) else True
    numbers = isinstance(exercise, Formula) and exercise.numbers
    alike = exercise.name in ("eta_categorical", "autograd_rule", "slips_off")
    different = any(len(each) > 1 for each in sizes) or numbers or alike
    assert different, "a point whose sizes differ, such as (3, 5)"
    if exercise.name not in ("eta_categorical", "batch_column", "digits_step"):  # a batch is smaller than N
        assert any(len(each) == 1 for each in sizes)


# True: the answers to the questions, from the course's own steps or from measured derivatives


def test_network_parameters():
    W, b = {}, {}
    for l, (below, above) in enumerate([(5, 7), (7, 2), (2, 3)], start=1):
        W[l], b[l] = np.zeros((above, below)), np.zeros(above)
    forward(np.zeros(5), W, b)
    count = sum(W[l].size + b[l].size for l in W)
    assert check("network_parameters", count).correct


def test_network_bias():
    W, b = toy.network()
    x = toy.data()[0][0]
    moved = {**b, 1: b[1] + [0, 0.1, 0, 0]}
    (a, z), (a2, z2) = forward(x, W, b), forward(x, W, moved)
    changed = {(kind, l): (one[l] != two[l]).tolist() for kind, one, two in (("a", a, a2), ("z", z, z2)) for l in one}
    assert changed[("z", 2)] == changed[("a", 2)] == [False, True, False, False]
    assert all(changed[("z", 3)]) and all(changed[("a", 3)])
    assert check("network_bias", "c").correct


def test_loss_paths():
    slope = complex_step(lambda u: u**2 * 2 * u, np.array(3.0))
    assert check("loss_paths", slope).correct


def test_loss_kronecker():
    d, v = np.eye(4), np.arange(2.0, 6.0)
    sides = np.einsum("ga,tb,t->gab", d, d, v), np.einsum("ga,b->gab", d, v)
    assert np.array_equal(*sides)
    assert not np.array_equal(sides[0], np.einsum("gb,a->gab", d, v))
    assert check("loss_kronecker", "a").correct


def test_eta_sign():
    loss = lambda a: -0.3 * np.log(a) - 0.7 * np.log(1 - a)
    slope = complex_step(loss, np.array(0.2))
    assert np.isclose(slope, -0.625) and check("eta_sign", "b").correct
    assert "−0.625" in catalogue.find("eta_sign").why


def test_delta_squares():
    slope = complex_step(lambda z: (sigmoid(z) - 1) ** 2 / 2, np.array(-6.0))
    assert round(float(slope), 4) == -0.0025 and check("delta_squares", "b").correct


def test_delta_lines():
    z = np.array(0.7)
    slope = complex_step(lambda z: sigmoid(z), z)
    assert not np.isclose(slope, sigmoid_slope(sigmoid(z))) and check("delta_lines", "c").correct


def test_project_check():
    """What the task says of the listing is so, and with line 4 mended all results agree with the complex step."""
    choice = catalogue.find("project_check")
    (eta, x, W, b, V, c), *_ = catalogue.find("project_gradients").points().values()
    loss = lambda x, W, b, V, c: np.sum(eta * sigmoid(W @ x + b) * (V @ x + c))
    names, given = ("x", "W", "b", "V", "c"), [x, W, b, V, c]
    measured = {
        name: complex_step(lambda p, k=k: loss(*given[:k], p, *given[k + 1 :]), given[k])
        for k, name in enumerate(names)
    }
    mended = choice.listing.replace("slope(a)", "slope(u)")
    for listing, wrong in ((choice.listing, {"x", "W", "b"}), (mended, set())):
        space = {"np": np, "sigmoid": sigmoid, "sigmoid_slope": sigmoid_slope, "eta": eta}
        exec(listing, space | dict(zip(names, given, strict=True)), found := {})
        found["dx"] = found.pop("eta_below")
        off = {name for name in names if relative(found[f"d{name}"], measured[name]) > 1e-12}
        assert off == wrong and all(relative(found[f"d{name}"], measured[name]) > 1e-2 for name in off)
    assert check("project_check", 4).correct and "slope(a)" in choice.options[4]


def trained_gates(steps, rate=1.0, gates=1.0):
    """The mean loss of the toy network with a gated layer, trained by measured gradients of its own."""
    (X, Y), (W, b) = toy.data(), toy.network()
    p = [W[1], b[1], 0 * W[1], 1 + 0 * b[1], W[2], b[2]]
    for _ in range(steps):
        u, v = X @ p[0].T + p[1], X @ p[2].T + p[3]
        a = sigmoid(u) * v
        D = (sigmoid(a @ p[4].T + p[5]) - Y) / len(X)
        du, dv = (D @ p[4]) * v * sigmoid_slope(u), gates * (D @ p[4]) * sigmoid(u)
        slopes = [du.T @ X, du.sum(axis=0), dv.T @ X, dv.sum(axis=0), D.T @ a, D.sum(axis=0)]
        p = [one - rate * slope for one, slope in zip(p, slopes, strict=True)]
    z = (sigmoid(X @ p[0].T + p[1]) * (X @ p[2].T + p[3])) @ p[4].T + p[5]
    return float(np.mean(np.sum(np.logaddexp(0, z) - Y * z, axis=1)))


def test_project_training():
    loss, wrong = trained_gates(100), {one.name: one.answer for one in catalogue.find("project_training").wrong}
    assert check("project_training", loss).correct
    right = {
        "not trained": trained_gates(0), "gates fixed": trained_gates(100, gates=0),
        "one step fewer": trained_gates(99), "one step more": trained_gates(101),
        "summed": loss * len(toy.data()[0]), "per answer": loss / 3,
        "short steps": trained_gates(100, rate=0.1),
    }  # fmt: skip
    assert wrong.keys() == right.keys()
    assert all(np.isclose(wrong[name], right[name], rtol=1e-9) for name in right)
    assert 2 * loss < right["gates fixed"]
    assert np.isclose(right["not trained"], objective(*toy.data(), *toy.network()), rtol=1e-12)


def test_outer_target():
    x, y, W, b = example(3)
    other = y.copy()
    other[1] = 1 - other[1]
    (dW, db), (dW2, db2) = backprop_example(x, y, W, b), backprop_example(x, other, W, b)
    assert (dW[2] != dW2[2]).all(axis=1).tolist() == [False, True, False] == (dW[2] != dW2[2]).any(axis=1).tolist()
    assert (db[2] != db2[2]).tolist() == [False, True, False]
    assert check("outer_target", "b").correct


def test_pullback_unit_and_shape():
    W, delta = np.array([[0.5], [-2.0]]), np.array([0.8, -0.1])
    assert check("pullback_unit", eta_below(W, delta)[0]).correct
    assert check("pullback_shape", eta_below(np.ones((5, 7)), np.ones(5)).shape).correct


@pytest.mark.parametrize("name", ["recursion_bug", "algorithm_bug"])
def test_the_listing_is_wrong_in_that_line_alone(name):
    """As it stands its first layer is wrong and its second right; with the line put right, all of it is right."""
    exercise = catalogue.find(name)
    X, Y, W, b, weight_decay = problem(3, N=5)
    if name == "recursion_bug":
        right, (want_W, want_b) = "eta2 = W[2].T @ delta3", backprop_example(X[0], Y[0], W, b)
    else:
        right, (_, want_W, want_b) = "Delta2 = Eta2 * sigmoid_slope(Z[2])", gradient(X, Y, W, b, weight_decay)
    lines = exercise.listing.strip().splitlines()
    assert len(lines) == 10
    for line, fine in ((lines[exercise.reference - 1], False), (right, True)):
        lines[exercise.reference - 1] = line
        space = {"np": np, "forward": forward, "forward_rows": forward_rows, "sigmoid_slope": sigmoid_slope,
                 "x": X[0], "y": Y[0], "X": X, "Y": Y, "W": W, "b": b, "weight_decay": weight_decay}  # fmt: skip
        exec("\n".join(lines), space)
        assert relative(space["dW2"], want_W[2]) < 1e-12 and relative(space["db2"], want_b[2]) < 1e-12
        assert (relative(space["dW1"], want_W[1]) < 1e-12) == (relative(space["db1"], want_b[1]) < 1e-12) == fine
    assert check(name, exercise.reference).correct


def test_batch_twice():
    X, Y, W, b, weight_decay = problem(3)
    _, once, _ = gradient(X, Y, W, b, weight_decay)
    _, twice, _ = gradient(np.vstack([X, X]), np.vstack([Y, Y]), W, b, weight_decay)
    assert relative(twice[1], once[1]) < 1e-12 and check("batch_twice", "b").correct


def test_training_zeros():
    X, Y = toy.data()
    start, b = toy.network()
    W = {1: start[1], 2: 0 * start[2]}
    changed = []
    for _ in range(2):
        W, b = step(W, b, *gradient(X, Y, W, b)[1:], 0.5)
        changed.append(bool((W[1] != start[1]).any()))
    assert changed == [False, True]
    assert check("training_zeros", "b").correct


def test_training_rate():
    for rate, away in ((0.49, False), (0.51, True)):
        w = 1 - rate * central_difference(lambda w: 2 * w**2, np.array(1.0))
        assert (abs(w) > 1) == away
    assert check("training_rate", 0.5).correct


def test_digits_steps():
    X, Y, W, b, _ = problem(3, 1000)
    assert check("digits_steps", len(descend(X, Y, W, b, 0.1, 5, batch_size=32)[2]["J"])).correct


def test_saturation_clip():
    clipped = lambda z: -np.log(np.clip(sigmoid(z), 1e-12, 1 - 1e-12))
    assert central_difference(clipped, np.array(-40.0)) == 0 and check("saturation_clip", "b").correct


def test_saturation_depth():
    """Units at z = 0, where φ′ is ¼: the most that can arrive is reached."""
    delta = 0.6
    for _ in range(8, 2, -1):
        delta = 2 * delta * sigmoid_slope(0.0)
    assert check("saturation_depth", delta).correct


def test_slips_zero():
    assert check("slips_zero", 0 - sigmoid(0.0) * sigmoid_slope(0.0)).correct


def test_slips_shape():
    a2 = np.ones(4)
    slopes = [complex_step(lambda V, g=g: (V @ a2)[g], np.ones((3, 4))) for g in range(3)]
    assert check("slips_shape", np.array(slopes).shape).correct


def test_slips_half():
    """A slope of ½ too many in δ² spoils the gradient of W¹ alone, one in δ³ both."""
    x, y, W, b = example(3)
    a, z = forward(x, W, b)
    gradients = lambda three, two: (np.outer(three, a[2]), np.outer(two(W[2].T @ three) * sigmoid_slope(z[2]), a[1]))
    right = gradients(a[3] - y, lambda eta: eta)
    for three, two, spoilt in (((a[3] - y) / 2, lambda eta: eta, [True, True]),
                               (a[3] - y, lambda eta: eta / 2, [False, True])):  # fmt: skip
        assert [relative(g, r) > 1e-3 for g, r in zip(gradients(three, two), right, strict=True)] == spoilt
    assert check("slips_half", "a").correct


def test_autograd_readers():
    u = Node(3.0)
    end = u * u * u + 2 * u
    backward(end)
    backward(end)
    assert check("autograd_readers", u.grad).correct


def test_autograd_mean():
    """The slope of the mean over all entries, by differences, beside the course's own."""
    X, Y, W, b, _ = problem(3)
    losses = lambda V: -Y * np.log(A := forward_rows(X, W | {1: V}, b)[0][3]) - (1 - Y) * np.log(1 - A)
    slope = complex_step(lambda V: losses(V).mean(), W[1])
    assert relative(Y.shape[1] * slope, gradient(X, Y, W, b)[1][1]) < 1e-12 and Y.shape[1] == 3
    assert check("autograd_mean", "a").correct


@pytest.mark.parametrize("line", range(1, 11))
def test_autograd_bug(line):
    """Every rule is the slope of its operation, times what comes back; but for the eighth, where signs differ."""
    exercise = catalogue.find("autograd_bug")
    space = {"np": np, "rules": {}}
    exec(exercise.listing, space)
    name, rng = list(space["rules"])[line - 1], np.random.default_rng(line)
    forward = {
        "+": lambda u, v: u + v, "-": lambda u, v: u - v, "*": lambda u, v: u * v, "/": lambda u, v: u / v,
        "@": lambda W, a: W @ a, "exp": np.exp, "log": np.log, "relu": lambda u: np.where(u.real > 0, u, 0),
        "tanh": np.tanh, "sum": np.sum,
    }[name]  # fmt: skip
    u = np.array([0.7, -0.4, 1.3, -2.0]) if name == "relu" else rng.uniform(0.5, 2, size=4)
    other = rng.uniform(0.5, 2, size=4)
    given = (rng.normal(size=(3, 4)), u) if name == "@" else (u, other) if name in "+-*/" else (u,)
    back = rng.normal(size=np.shape(forward(*given)))
    if name == "relu":
        back = np.array([0.3, 0.8, -0.5, -1.1])
    got = space["rules"][name](back, *given)
    for k, (part, value) in enumerate(zip(got if isinstance(got, tuple) else (got,), given, strict=True)):
        f = lambda v, k=k: np.sum(back * forward(*(v if j == k else w for j, w in enumerate(given))))
        assert (np.abs(part - complex_step(f, value)).max() < 1e-12) == (line != exercise.reference)
    assert check("autograd_bug", 8).correct


ASKED = [one for one in ALL if not isinstance(one, Function) and not (isinstance(one, Choice) and not one.listing)]


@pytest.mark.parametrize("exercise", ASKED, ids=by_name)
def test_every_question_has_its_answer_verified_above(exercise):
    """Which option of a choice is right, test_options.py computes."""
    there = f'"{exercise.name}"' in Path(__file__).read_text(encoding="utf-8")
    assert there, f"write a test above that computes the answer of {exercise.name}"


def weighted_loss(a, y, w):
    return -w * y * np.log(a) - (1 - y) * np.log(1 - a)


@pytest.mark.parametrize(("name", "slope"), [
    ("eta_categorical", lambda a, y: complex_step(lambda v: np.sum(-y * np.log(v)), a)),
    ("delta_tanh", lambda eta, z: complex_step(lambda v: np.sum(eta * np.tanh(v)), z)),
    ("outer_three", lambda a, n: np.stack(
        [complex_step(lambda W, g=g: (W @ a)[g], np.ones((n, len(a)))) for g in range(n)], axis=-1)),
    ("eta_weighted", lambda a, y, w: complex_step(lambda v: np.sum(weighted_loss(v, y, w)), a)),
    ("delta_weighted", lambda a, y, w: complex_step(
        lambda z: np.sum(weighted_loss(sigmoid(z), y, w)), np.log(a / (1 - a)))),
    ("outer_gain", lambda d, g, W, a, b: complex_step(lambda g: d @ (g * (W @ a) + b), g)),
    ("outer_shared", lambda d, A, w: complex_step(lambda w: d @ A @ w, w)),
    ("pullback_squares", lambda W, V, d, a: complex_step(lambda a: d @ (W @ a + V @ a**2), a)),
    ("recursion_skip", lambda W1, W2, V, z, d: complex_step(
        lambda x: d @ (W2 @ sigmoid(z + W1 @ x) + V @ x), np.zeros(V.shape[1]))),
    ("batch_weighted", lambda D, A, p, W, s: complex_step(
        lambda W: p @ np.sum(D * (A @ W.T), axis=1) / p.sum() + s / 2 * np.sum(W**2), W)),
    ("project_below", lambda W, V, u, v, eta: complex_step(
        lambda x: np.sum(eta * sigmoid(u + W @ x) * (v + V @ x)), np.zeros(W.shape[1]))),
    ("slips_off", lambda form, measured: np.max(np.abs(form - measured)) / np.max(np.abs(measured))),
    ("autograd_rule", lambda u, back: complex_step(lambda v: np.sum(back * v / v.sum()), u)),
    ("two_readers", lambda W, d, V, e: complex_step(lambda a: d @ W @ a + e @ V @ a, np.ones(W.shape[1]))),
])  # fmt: skip
def test_references_that_are_not_the_courses_are_measured(name, slope):
    exercise = catalogue.find(name)
    for args in exercise.points().values():
        assert relative(exercise.reference(*args), slope(*args)) < 1e-12


def assert_descends(X, Y, W, b, rate):
    new_W, new_b = catalogue.find("descent").reference(X, Y, W, b, rate)
    for l in W:
        slope = complex_step(lambda w, l=l: objective(X, Y, {**W, l: w}, b), W[l])
        assert relative((W[l] - new_W[l]) / rate, slope) < 1e-9
        slope = complex_step(lambda v, l=l: objective(X, Y, W, {**b, l: v}), b[l])
        assert relative((b[l] - new_b[l]) / rate, slope) < 1e-9


def test_the_other_references_are_measured_too():
    for args in catalogue.find("descent").points().values():
        assert_descends(*args)
    for Delta, A, W, b, decay in catalogue.find("batch").points().values():
        dW, db = catalogue.find("batch").reference(Delta, A, W, b, decay)
        J = lambda W, b, A=A, D=Delta, decay=decay: np.sum(D * (A @ W.T + b)) / len(A) + decay / 2 * np.sum(W**2)
        assert relative(dW, complex_step(lambda w, b=b, J=J: J(w, b), W)) < 1e-12
        assert relative(db, complex_step(lambda v, W=W, J=J: J(W, v), b)) < 1e-12
    for Delta, A, W, b, decay in catalogue.find("batch_columns").points().values():
        dW, db = catalogue.find("batch_columns").reference(Delta, A, W, b, decay)
        J = lambda W, b, A=A, D=Delta, s=decay: np.sum(D * (W @ A + b[:, None])) / A.shape[1] + s / 2 * np.sum(W**2)
        assert relative(dW, complex_step(lambda w, b=b, J=J: J(w, b), W)) < 1e-12
        assert relative(db, complex_step(lambda v, W=W, J=J: J(W, v), b)) < 1e-12
    for eta, x, *parameters in catalogue.find("project_gradients").points().values():
        loss = lambda W, b, V, c, eta=eta, x=x: np.sum(eta * sigmoid(W @ x + b) * (V @ x + c))
        for k, slope in enumerate(catalogue.find("project_gradients").reference(eta, x, *parameters)):
            moved = lambda p, k=k, P=parameters, loss=loss: loss(*P[:k], p, *P[k + 1 :])
            assert relative(slope, complex_step(moved, parameters[k])) < 1e-12
    for W, delta, z, a in catalogue.find("recursion").points().values():
        J = lambda z, W=W, delta=delta: delta @ W @ sigmoid(z)
        below, dW, db = catalogue.find("recursion").reference(W, delta, z, a)
        assert relative(below, complex_step(J, z)) < 1e-12
        M = np.zeros((len(z), len(a)))
        assert relative(dW, complex_step(lambda M, J=J, z=z, a=a: J(z + M @ a), M)) < 1e-12
        assert relative(db, complex_step(lambda v, J=J, z=z: J(z + v), np.zeros(len(z)))) < 1e-12
    for x, W, b in catalogue.find("network").points().values():
        assert np.array_equal(catalogue.find("network").reference(x, W, b), forward(x, W, b)[0][len(W) + 1])
    for A, y in catalogue.find("batch_column").points().values():
        assert np.array_equal(catalogue.find("batch_column").reference(A, y)[:, 0], A[:, 0] - y)
    X, Y, W, b, decay = problem(3)
    A = forward_rows(X, W, b)[0][3]
    J = catalogue.find("objective").reference(A, Y, W, b, decay)
    assert np.isclose(J, objective(X, Y, W, b, decay), rtol=1e-12)


# Word for word what stands in the notebooks


@pytest.mark.parametrize("stem", WITH_EXERCISES)
def test_the_section_can_be_written_into_a_notebook_that_has_it_and_one_that_has_not(stem):
    notebook = stored.read(PATHS[stem])
    before = [cell.source for cell in notebook.cells]
    your_turn.put(notebook, stem)
    assert [cell.source for cell in notebook.cells] == before
    first, many = before.index(your_turn.OPENING), len(your_turn.section(stem))
    del notebook.cells[first : first + many]
    if stem == "slips":  # its exercises come before its answers: it keeps the heading that says where
        notebook.cells.insert(first, nbformat.v4.new_markdown_cell("## Your turn"))
    your_turn.put(notebook, stem)
    assert [cell.source for cell in notebook.cells] == before


@pytest.mark.parametrize("stem", WITH_EXERCISES)
def test_the_notebook_is_stored_with_nothing_attempted(stem):
    shown = []
    for cell in stored.read(PATHS[stem]).cells:
        if cell.cell_type == "code" and re.search(r"^(check|results)\(", cell.source, flags=re.M):
            assert all(output.output_type in ("execute_result", "display_data") for output in cell.outputs)
            shown.append(cell.outputs[0].data["text/plain"])
    exercises = catalogue.exercises(stem)
    assert len(shown) == len(exercises) + 1
    for text, exercise in zip(shown, exercises, strict=False):
        assert text.startswith(f"○ Not attempted · {exercise.title}\n")
    assert shown[-1].endswith(f"0 of {len(exercises)} exercises done.")


def test_a_template_runs_to_its_end(exercise):
    said, space = [], {}
    space["check"] = lambda name, answer: said.append(check(name, answer))
    exec(your_turn.template(exercise), space)
    assert [(result.exercise.name, result.word) for result in said] == [(exercise.name, "not attempted")]


def test_kinds_are_all_used():
    assert {type(exercise) for exercise in ALL} == {Function, Formula, Value, Shape, Choice}
