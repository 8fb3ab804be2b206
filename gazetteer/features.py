"""GeoNames' feature classes and codes, as kinds of places.

Codes: https://www.geonames.org/export/codes.html
"""

from __future__ import annotations

from gazetteer.model import Kind

__all__ = ["kind_of_feature"]

_KINDS = {"A": Kind.COUNTY, "P": Kind.CITY, "L": Kind.AREA, "S": Kind.SITE, "R": Kind.SITE, "T": Kind.SITE, "U": Kind.SEA, "V": Kind.SITE}
_SEAS = frozenset(("OCN", "SEA", "GULF", "BAY", "STRT", "LK", "LKS", "SD", "COVE", "CHN"))
_RIVERS = frozenset(("STM", "STMS", "STMI", "CNL"))


def kind_of_feature(feature: str, code: str) -> Kind:
    """The kind of place for a feature class (one letter) and code.

    >>> kind_of_feature("P", "PPLC"), kind_of_feature("H", "STM")
    (<Kind.CITY: 'city'>, <Kind.RIVER: 'river'>)
    """
    if code.startswith("PCL"):
        return Kind.COUNTRY
    if code == "ADM1":
        return Kind.REGION
    if code == "CONT":
        return Kind.CONTINENT
    if feature == "H":
        return Kind.SEA if code in _SEAS else Kind.RIVER if code in _RIVERS else Kind.SITE
    return _KINDS.get(feature, Kind.SITE)
