"""Cut the typeface down to the letters and weights that our pages use. Needs fonttools and brotli."""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x2010, 0x2027),
    *(0x2032, 0x20AC, 0x2122, 0x2212, 0x2264, 0x2265),
    *range(0x2190, 0x2194),
]
source, target = sys.argv[1:]
options = subset.Options(hinting=False, layout_features=["kern", "liga", "locl", "ccmp", "mark"], name_IDs=["*"])
font = TTFont(source)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=LETTERS)
cutter.subset(font)
font = instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)})
font.flavor = "woff2"
font.save(target)
