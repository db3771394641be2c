"""Two versions of a file, difference by difference: any choice of the differences can be taken.

Items are matched by the id their author gave them, else by what they say, never by their place.
`merge` walks through both versions and asks, at each difference, whether the newer version is to
be taken; so the same walk lists the differences and builds the file with any of them made.
"""

from detente.analyses.merging.lists import Difference, Kind
from detente.analyses.merging.whole import differences, merge

__all__ = ["Difference", "Kind", "differences", "merge"]
