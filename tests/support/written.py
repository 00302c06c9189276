"""A formula as it is written in a sentence, with ², ᵀ, · and −, evaluated: what stands side by side is multiplied."""

import re

import numpy as np

from backprop.network import sigmoid, sigmoid_slope

LAYER = re.compile(r"⁽([^⁾]*)⁾")
SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ˡᶻ", "0123456789-+lz")
FUNCTIONS = {
    "φ": sigmoid, "dφ": sigmoid_slope,
    "log": np.log, "tanh": np.tanh, "max": np.maximum, "exp": np.exp, "abs": np.abs,
}  # fmt: skip


def python(text, product, functions):
    """The formula as Python; `product` is the sign for what stands side by side, * or @."""
    text = text.replace("Ĵ", "J").replace("φ′", "dφ").replace("½", "(1/2)").replace("¼", "(1/4)").replace("−", "-")
    text = re.sub(r"(?<![\w.])(\d+)([a-z])", r"(\1*\2)", text)  # 2h is one factor, also after a /
    text = re.sub(r"λ(\w)", r"λ*\1", text)
    text = LAYER.sub(lambda layer: "_" + layer[1].translate(SMALL).replace("+", "p").replace("-", "m"), text)
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    text = re.sub(r"\b10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda power: f"1e-{power[1].translate(SMALL)}", text)
    text = re.sub(r"e⁻ᶻ", "exp(-z)", text)
    text = re.sub(r"\be\^(\([^()]*(?:\([^()]*\))?\))", r"exp\1", text)
    text = re.sub(r"tanh² (\w)", r"tanh(\1)**2", text)
    text = re.sub(r"\b(log|tanh) (\w)", r"\1(\2)", text).replace("²", "**2").replace("ᵀ", ".T").replace("·", "*")
    tokens = re.findall(r"\d[\d.]*(?:e-\d+)?|\.T|\*\*|\w+|[^\s\w]", text)
    written = ""
    for before, token in zip(["", *tokens], tokens, strict=False):
        value = before[-1:].isalnum() or before.endswith((")", "T", "_"))
        begins = token[0].isalnum() or token[0] in "(∂"
        if value and begins and before not in functions:
            written += f" {product} "
        written += token
    return written


def value(text, product="*", **names):
    """What a formula gives for these names."""
    space = FUNCTIONS | names
    return eval(python(text, product, {name for name, one in space.items() if callable(one)}), space)
