"""Cut the typeface down to the weights and features that our pages use (tabular figures among them)."""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"]

source, target = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False)  # the same input gives the same bytes
cutter = subset.Subsetter(subset.Options(hinting=False, layout_features=FEATURES, name_IDs=["*"]))
cutter.populate(unicodes=font.getBestCmap())
cutter.subset(font)
font = instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)})
font.flavor = "woff2"
font.save(target)
