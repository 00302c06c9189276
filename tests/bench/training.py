"""Training: pictures a second of notebook 10's live figure, and the digits beside scikit-learn's MLPClassifier.

Both train the network of notebook 10 on the digits with its loss, batch size and learning rate, by plain stochastic
gradient descent without momentum or weight decay, each from a random start of its own, an epoch each in turns, until
it reads 97 % of the held-out images. An epoch is timed; the look at the held-out images is not.

    .venv/bin/python tests/bench/training.py
"""

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import statistics
import time
import warnings

import numpy as np

from backprop import digits
from backprop.network import forward_rows
from backprop.training import descend, initial
from backprop.widgets import training
from gradient import machine

WANTED, RATE, BATCH, SEEDS, LONGEST = 0.97, 2.0, 16, range(7), 200


class Course:
    name = "the course"

    def __init__(self, seed):
        self.seed, self.state = seed, initial((64, 64, 10), seed)

    def epoch(self, X, Y):
        self.seed += 1000  # another order of the examples in every epoch
        self.state = descend(X, Y, *self.state, RATE, 1, batch_size=BATCH, seed=self.seed)[:2]

    def answers(self, X):
        return forward_rows(X, *self.state)[0][3]


class ScikitLearn:
    name = "scikit-learn"

    def __init__(self, seed):
        from sklearn.neural_network import MLPClassifier

        self.net = MLPClassifier(
            [64], activation="logistic", solver="sgd", alpha=0.0, batch_size=BATCH, learning_rate_init=RATE,
            momentum=0.0, random_state=seed,
        )  # fmt: skip

    def epoch(self, X, Y):
        self.net.partial_fit(X, Y.astype(int), classes=np.arange(10))

    def answers(self, X):
        return self.net.predict_proba(X)


def race(seed):
    """The seconds and epochs that each needs to read what is WANTED of the held-out digits."""
    X, Y, X_held, Y_held = digits.data()
    runners, spent, epochs = [Course(seed), ScikitLearn(seed)], {}, {}
    while runners and epochs.get(runners[0].name, 0) < LONGEST:
        for runner in list(runners):
            start = time.perf_counter()
            runner.epoch(X, Y)
            spent[runner.name] = spent.get(runner.name, 0) + time.perf_counter() - start
            epochs[runner.name] = epochs.get(runner.name, 0) + 1
            if np.mean(runner.answers(X_held).argmax(axis=1) == Y_held.argmax(axis=1)) >= WANTED:
                runners.remove(runner)
    return spent, epochs


def pictures():
    """What one picture of the figure costs while it plays, in ms: its STRIDE steps of training, and all of it."""
    figure, steps, whole = training.figure(), [], []
    for settings in ((0.3, 1e-4), (1.0, 1e-4)):  # not computed before
        rate, decay = settings
        run = training.run(rate, decay, 12, 1.0)
        figure.controls["learning_rate"].value, figure.controls["weight_decay"].value = rate, decay
        for epoch in range(0, training.LAST, training.STRIDE):
            start = time.perf_counter()
            run.at(epoch)
            steps.append(time.perf_counter() - start)
            figure.controls["epoch"].value = epoch
            whole.append(time.perf_counter() - start)
    return 1e3 * statistics.median(steps), 1e3 * statistics.median(whole)


def main():
    steps, whole = pictures()
    print(f"A picture of the live figure: {training.STRIDE} steps in {steps:.2f} ms, all of it in {whole:.1f} ms;")
    print(f"{1e3 / steps:.0f} pictures' worth of steps a second, {1e3 / whole:.0f} pictures drawn in the kernel.\n")
    try:
        found = [race(seed) for seed in SEEDS]
    except ImportError:
        print("scikit-learn is not installed: no race.")
        return
    print("| the digits to 97 % | seconds | epochs | time, of the course's |\n|---|---:|---:|---:|")
    for name in found[0][0]:
        spent, epochs = (statistics.median(part[name] for part in each) for each in zip(*found, strict=True))
        ratio = statistics.median(times[name] / times["the course"] for times, _ in found)
        print(f"| {name} | {spent:.2f} | {epochs:.0f} | {ratio:.2f} |")
    print(f"\nMedians of {len(found)} starts; one thread; {machine()}.")


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # scikit-learn says after each epoch that one epoch is few
    main()
