"""Backpropagation by hand: each module holds one step of the derivation, under the name of its notebook."""
