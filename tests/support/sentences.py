"""The sentence of each figure without its numbers, which `oracles` holds: # for a number, ᵢ for an index below.

Each is a regular expression; what stands in its alternatives, `oracles` ties to the numbers.
"""

import re

from oracles import NUMBER

THREE = r"\(#\) \+ \(#\) \+ \(#\)"
YES = "(?:yes|no)"
TEXTBOOK = "the textbook form (?:gives (?:NaN|∞)|has (?:no|#|all #) digits? right)"
RIGHT = "has (?:no|#|all #) digits? right"
SENTENCES = {
    "algorithm.figure_check": r"With h = # the method is off by about # and rounding may add about #: "
    r"(?:rounding|the "
    r"method) decides\. Their sum is smallest near h = #\. In the complex step only "
    r"the rounding of Ĵ itself is left\.",
    "batch.figure": r"For W[¹²]ᵢ and W[¹²]ᵢ, the mean gradient over the first # examples? is \(#, #\)\. (?:With "
    r"λ = # "
    r"nothing is added to it|λ = # adds λW = \(#, #\), and the gradient of J over (?:it|them) is \(#, #\))\.",
    "delta.figure": r"At z = # with target y = #: η = #, φ′ = #, and their product is δ = #\. The activation is "
    r"a = #, "
    r"so a − y = #, the same number\.(?: η has left the scale, (?:φ′ is nearly #, and the product is neither|and the "
    r"product has not)\.| The prediction is right, and δ is nearly #\.)?",
    "eta.figure": r"At a = # with target y = # the loss is # and its slope is η = #\. (?:A larger a makes the loss "
    r"(?:smaller|larger)|This close to # the slope leaves the scale: η grows without bound as a goes to #|Close "
    r"to the "
    r"right answer the loss is nearly #, but its slope is not: \|η\| stays above #|The tangent is level: the "
    r"loss has "
    r"its minimum where a equals y)\.",
    "loss.figure": r"The network gives a yes the probability a = #\. A yes would be a surprise of #, a no one of #\. "
    rf"(?:With # % yes, the loss is the mixture #|The answer is {YES}, so the loss is #)\.",
    "loss.figure_paths": rf"Three paths, three products: df/du = {THREE} = #\. (?:Wiggle u to see whether f "
    rf"changes at "
    r"that rate|With u moved by #, f changes by #; the sum predicts #)\.",
    "network.figure": rf"At x = \(#, #\) the network answers # \({YES}\), # \({YES}\), # \({YES}\)\. True is "
    rf"{YES}, {YES}, "
    rf"{YES}: # of # right\. It has not been trained\.",
    "outer.figure": r"Entry \(#, #\) of the gradient is δ³ᵢ · a²ᵢ = \(#\) · # = #\. (?:Wiggle W²ᵢ to see whether Ĵ "
    r"changes at that rate|With W²ᵢ moved by #, Ĵ changes by #; the entry predicts #)\.",
    "pullback.figure": r"Hidden unit # feeds all three outputs, so three terms come back to it: η²ᵢ = \(#\)\(#\) \+ "
    r"\(#\)\(#\) \+ \(#\)\(#\) = #\. A little more a²ᵢ would (?:raise|lower) Ĵ\.",
    "rounding.figure": rf"At z = # with target y = #, in # bits: δ = #; {TEXTBOOK}, a − y {RIGHT}\. Loss = #; "
    rf"{TEXTBOOK}, "
    rf"the form in z {RIGHT}\.",
    "depth.figure": r"# layers with (?:sigmoids|tanh|ReLUs), weights from # to #: \|δ\| is # at the output and # "
    r"at layer #: on average, each step back multiplies it by #\. "
    r"(?:Every ¼?‖W‖ is below #, so \|δ\| must shrink at every step|"
    r"Some ¼?‖W‖ is above #, so \|δ\| need not shrink at every step(?:, and it has grown)?|Large weights have "
    r"saturated some hidden layer: no unit there has a slope above #)\.",
    "training.figure": r"(?:At epoch #|Before the first step) J = #, and # of the # answers are right: #, # and "
    r"# of #\. "
    r"The gradient's size is # in layer # and # in layer #\.(?: J rose at # of # steps: they were too "
    r"long\.)?(?: All # "
    r"hidden units are alike, and can do no more than one\.)?",
}  # fmt: skip
LISTED = r"\(#(?:, #)*\)"
ARRAY = rf"(?:a|z|η|δ)[¹²³⁴⁵⁶] = {LISTED}|∂b[¹²³⁴⁵⁶] = {LISTED}|∂W[¹²³⁴⁵⁶] is # × #"
SENTENCES |= {
    "algorithm.figure": rf"Step # of #, line #: (?:every gradient starts at #|l = #, so l > # is "
    rf"(?:true|false)|J = # and "
    rf"all gradients are returned|(?:{ARRAY}|[il] = #|Ĵ = #|J = #)(?:, (?:{ARRAY}))*)\.",
    "recursion.figure": rf"The forward pass is done in a network of # layers\. # moves lead back\.|Move # of #, "
    rf"(?:through "
    rf"the (?:loss|units)|back through the weights|to the (?:weights|biases)): [^,]+, here (?:{LISTED}|a matrix "
    rf"# × #)\."
    r"(?: Every gradient is known\.)?",
    "start_here.figure": r"(?:After # steps|Before the first step) # of # answers are right: #, # and # of #\.",
    "start_here.figure_chain": r"Step # of #, (?:forward: [rgtvf] = .+|back: ∂[fC]/∂[vtwgru] = .+)\.",
    "start_here.figure_race": r"(?:# of # forward passes: nobody knows any of the # slopes yet|After # of # forward "
    r"passes wiggling knows # of # slopes, the last of them #\. (?:One pass forward and one back have given all #|"
    r"The other side had the same # after # passes))\.",
    "slips.figure": "Slip .*",  # its oracle has it word by word
}


def check(name, sentence):
    """The words of a figure's sentence are those that its numbers stand in."""
    assert name in SENTENCES, f"write the sentence of {name} without its numbers in sentences.py"
    bare = re.sub("[₀-₉]+", "ᵢ", NUMBER.sub("#", sentence))
    assert re.fullmatch(SENTENCES[name], bare), (name, bare)
