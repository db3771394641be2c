"""A slow, literal second implementation of the stability concepts, to compare the first with.

It shares nothing with the engine but the values of `detente.conflict`: plain sets and tuples,
every function written down as its definition reads, never optimised beyond remembering what
it has already worked out.
"""
