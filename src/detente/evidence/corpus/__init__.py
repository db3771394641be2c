"""A corpus: thousands of documents and what was read in them, in one file on this machine."""

from detente.evidence.corpus.asking import Corpus, corpus

__all__ = ["Corpus", "corpus"]
