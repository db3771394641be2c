"""Recorded reviews, replayed: how much of a file of evidence the reader yields to a person who only
accepts or rejects.

The two Korean examples quote one article each. A recorded review says which proposals of a
reading of these articles were accepted; replayed, its quotations are held against those of the
examples. The articles are not ours and not here: a record names them by the SHA-256 of their
text, and proposals by kind, place and id. A second record is of the two articles told again in
words of our own (`tests/reading/traps`), which any test can read.

    python -m tests.reading.replay FOLDER            the table for the articles in a folder
    python -m tests.reading.replay                   the table for the articles told again
    python -m tests.reading.replay [FOLDER] --record choose anew, and write the record
"""
