"""Reading documents: a set of labelled documents of our own, and what scores a reading of them."""
