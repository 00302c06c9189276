"""What the claims of several notebooks share: the toy network at its first point, and the lines of Algorithm 1."""

import inspect
import re

import stored
from backprop import toy
from backprop.algorithm import algorithm_1
from backprop.eta import eta_output
from backprop.loss import example_loss
from backprop.network import forward

X, Y = toy.data()
W, b = toy.network()
a, z = forward(X[0], W, b)
loss = lambda answer: example_loss([answer], [1])
eta = lambda answer: eta_output([answer], [1])[0]

CODE = [text.rstrip() for text in inspect.getsource(algorithm_1).splitlines() if re.search(r"# +\d+$", text)]


def line(begins):
    """The number of the one line of Algorithm 1 that begins so."""
    (found,) = [text for text in CODE if text.strip().startswith(begins)]
    return int(found.split("#")[-1])


FORWARD, THROUGH, OUT = line("a[1] ="), line("eta[L] ="), line("delta[L] =")
WEIGHTS, BIASES, PULL, UNITS = line("dW[l - 1] ="), line("db[l - 1] ="), line("eta[l - 1] ="), line("delta[l - 1] =")
LOSS, MEAN, DECAYED, DECAY = line("J_hat"), line("J = J + (1"), line("J = J + np.sum"), line("dW[l] = dW")
WHILE, IF, DOWN, LAST = line("while"), line("if l"), line("l = l - 1"), line("return")

WORDS = {0: "zero", 2: "two", 3: "three", 4: "four", 5: "five", 10: "Ten", 12: "Twelve", 50: "fifty"}
SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


# The table in the notebook of Algorithm 1: lines, what they do, the equations that prove it, links to notebooks.
PROVED = re.findall(r"(?m)^\| ([\d, ]+) \| (.+?) \| (.+?) \| (.+?) \|$", stored.markdown(stored.of("algorithm")))


def which(holds, words, others):
    """The words that are true, of two that exclude each other."""
    return words if holds else others


def ten_to(exponent):
    """A power of ten, as the guide writes it."""
    return "10" + str(round(exponent)).translate(SUPER)
