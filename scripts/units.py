"""Writes the table of units, ``consistency/_unit_table.py``, from pint, which is asked here and never while checking.

A unit stands for several where a word is used for several (a ton, a gallon). With ``--check`` nothing is written, and
a stale table is named.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pint

TABLE = Path(__file__).resolve().parent.parent / "plugins/compliance_plugins/consistency/_unit_table.py"
UNITS = {
    "mile": ("mile",), "nmi": ("nautical_mile",), "milla": ("mile", "nautical_mile"),
    "km": ("kilometer",), "m": ("meter",), "cm": ("centimeter",), "mm": ("millimeter",),
    "ft": ("foot",), "in": ("inch",), "yd": ("yard",),
    "acre": ("acre",), "ha": ("hectare",), "sq mile": ("mile ** 2",), "km2": ("kilometer ** 2",),
    "m2": ("meter ** 2",), "sq ft": ("foot ** 2",),
    "m3": ("meter ** 3",), "hm3": ("hectometer ** 3",), "cu ft": ("foot ** 3",), "l": ("liter",),
    "gal": ("gallon", "imperial_gallon"), "barrel": ("oil_barrel",),
    "kg": ("kilogram",), "g": ("gram",), "t": ("metric_ton",), "ton": ("short_ton", "long_ton", "metric_ton"),
    "lb": ("pound",), "oz": ("ounce",), "st": ("stone",),
    "mph": ("mile / hour",), "km/h": ("kilometer / hour",), "knot": ("knot",),
}  # fmt: skip
HEAD = '''"""How much each unit is of its dimension's first, in SI: made from pint by `python scripts/units.py`."""

from __future__ import annotations

UNITS: dict[str, tuple[str, tuple[float, ...]]] = {
'''


def main() -> int:
    """Write or compare; the exit code is 1 where the table is stale."""
    text = made()
    if "--check" in sys.argv:
        stale = TABLE.read_text("utf-8") != text
        if stale:
            print("stale: the table of units; run `python scripts/units.py`")
        return int(stale)
    TABLE.write_text(text, "utf-8")
    return 0


def made() -> str:
    """The table as it should stand."""
    registry = pint.UnitRegistry()
    rows = []
    for name, meant in UNITS.items():
        sizes = [(1 * registry.parse_expression(each)).to_base_units() for each in meant]
        dimension = "·".join(f"{what}^{power:g}" for what, power in sorted(sizes[0].dimensionality.items()))
        factors = ", ".join(f"{size.magnitude:.12g}" for size in sizes)
        rows.append(f'    "{name}": ("{dimension}", ({factors}{"," * (len(sizes) == 1)})),\n')
    return HEAD + "".join(rows) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
