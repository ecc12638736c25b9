#!/usr/bin/env python3
"""Cuts Inter and the Lucide icon font to what the app shows, and names the icons for C++.

Dear ImGui knows neither OpenType features nor kerning, so what we want of them is baked in: digits all of one
width (Inter's tnum).
Layout tables and hinting are dropped."""
import argparse
import json
import logging
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Characters beyond the blocks below: a reader's own data may hold any, the app's own texts only these.
PUNCTUATION = (
    "‐‑‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄"
    "\u2002\u2003\u2007\u2008\u2009\u200a\u202f"
)
SUPERSCRIPTS = "⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
CURRENCY = "€₣₤₧₩₪₫₱₴₹₺₽₿"
SYMBOLS = "←↑→↓↔↕↗↘√∑∏∂∆∞∫≈≠≤≥−∙◊№℮™Ω"
BLOCKS = [
    (0x20, 0x7E), (0xA0, 0x17F),  # Basic Latin, Latin-1, Latin Extended-A
    (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x1E6, 0x1E7),
    (0x218, 0x21B),  # of Extended-B
    (0x2C6, 0x2C7), (0x2D8, 0x2DD),  # spacing accents
    (0x386, 0x3CE),  # Greek
    (0x400, 0x45F), (0x490, 0x491),  # Cyrillic
    (0x1E9E, 0x1E9E),  # capital sharp s
]
DIGITS = "0123456789"


def wanted_characters():
    points = {point for first, last in BLOCKS for point in range(first, last + 1)}
    return points | {ord(c) for c in PUNCTUATION + SUPERSCRIPTS + CURRENCY + SYMBOLS}


def strong_characters(last):
    """Latin letters and signs; all else the bolder fonts take from the next lighter one (src/app/theme.cpp)."""
    points = set(range(0x20, 0x7F)) | set(range(0xA0, last + 1)) | {0x1E9E}
    return points | {ord(c) for c in PUNCTUATION + "€→≈≤≥−∞"}


# Headings are our own words; the half-bold writes names of columns and values too.
CHARACTERS = {"regular": wanted_characters(), "semibold": strong_characters(0x17F), "bold": strong_characters(0xFF)}


def cut(font, code_points, path):
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT", "MATH", "BASE", "meta", "gasp"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names, licence
    options.name_languages = [0x409]
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False  # the same input gives the same bytes
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(font)
    font.save(path, reorderTables=True)


def tabular_digits(font):
    """Makes the digits' tabular forms the ones that the characters mean."""
    single = {}
    layout = font["GSUB"].table
    features = [record.Feature for record in layout.FeatureList.FeatureRecord if record.FeatureTag == "tnum"]
    lookups = {index for feature in features for index in feature.LookupListIndex}
    for index in lookups:
        for table in layout.LookupList.Lookup[index].SubTable:
            single.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    for table in font["cmap"].tables:
        for point, glyph in list(table.cmap.items()):
            if chr(point) in DIGITS and glyph in single:
                table.cmap[point] = single[glyph]
    cmap = font.getBestCmap()
    if len({font["hmtx"][cmap[ord(digit)]][0] for digit in DIGITS}) != 1:
        sys.exit("subset_fonts: the font's digits have no common width")


def main():
    arguments = argparse.ArgumentParser()
    for name in ("inter", "lucide", "icons", "out"):
        arguments.add_argument("--" + name, required=True)
    given = arguments.parse_args()
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # Lucide's post table has two bytes too many, harmlessly
    fonts = os.path.join(given.out, "fonts")
    os.makedirs(fonts, exist_ok=True)

    for folder, weight in (("400Regular", "regular"), ("600SemiBold", "semibold"), ("700Bold", "bold")):
        font = TTFont(os.path.join(given.inter, folder, f"Inter_{folder}.ttf"), recalcTimestamp=False)
        tabular_digits(font)
        characters = CHARACTERS[weight]
        cut(font, characters, os.path.join(fonts, f"inter-{weight}.ttf"))

    with open(os.path.join(given.lucide, "codepoints.json"), encoding="utf-8") as file:
        known = json.load(file)
    with open(given.icons, encoding="utf-8") as file:
        names = sorted({line.strip() for line in file if line.strip() and not line.startswith("#")})
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"{given.icons}: no such icon in Lucide: {', '.join(unknown)}")
    cut(TTFont(os.path.join(given.lucide, "lucide.ttf"), recalcTimestamp=False), [known[name] for name in names],
        os.path.join(fonts, "icons.ttf"))

    with open(os.path.join(given.out, "app_icons.h"), "w", encoding="utf-8") as header:
        header.write("// Made by script/subset_fonts.py from assets/app/icons.txt. Do not edit.\n#pragma once\n\n"
                     "/// The icons of fonts/icons.ttf, as UTF-8.\n")
        for name in names:
            octets = "".join(f"\\x{octet:02x}" for octet in chr(known[name]).encode("utf-8"))
            header.write(f'inline constexpr char ICON_{name.upper().replace("-", "_")}[] = "{octets}";\n')
        points = [known[name] for name in names]
        header.write(f"\ninline constexpr unsigned ICON_FIRST = 0x{min(points):x};\n")
        header.write(f"inline constexpr unsigned ICON_LAST = 0x{max(points):x};\n")


if __name__ == "__main__":
    main()
