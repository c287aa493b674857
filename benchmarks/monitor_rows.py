"""Made-up incident rows in ACLED's shape, any number of them, the same for the same seed.

    python benchmarks/monitor_rows.py 3000000 rows.csv
    python benchmarks/monitor_rows.py 3000000 rows.parquet

Every name of a place is invented and every event is random; the two sides are called by the names that the example
terms sheets of ``benchmarks/monitor_scale.py`` use. About a third of the notes name an object of a target class, a
third name no object at all, and a third speak of front-line fighting.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

SIDES = ("Arvania", "Belmark")
TOWNS = tuple(
    f"{head}{tail}"
    for head in ("Ost", "Kar", "Vel", "Mir", "Tor", "Sel", "Dun", "Lav", "Pol", "Gra")
    for tail in ("ovo", "ensk", "burg", "ava", "ino", "grad", "hafen", "field", "mark", "ice")
)
OBJECTS = (
    "an electrical substation",
    "a thermal power plant",
    "a gas storage facility",
    "an oil refinery",
    "a fuel depot",
    "the port and its grain terminal",
    "a railway station",
    "a hospital",
    "a school",
    "a residential building",
    "a warehouse",
    "a market",
    "the city council building",
    "an ammunition depot",
    "a factory",
    "a bridge",
)
MEANS = ("drones", "artillery", "ballistic missiles", "multiple launch rocket systems", "glide bombs", "mortars")
SUB_EVENTS = (
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Battles", "Armed clash"),
    ("Violence against civilians", "Attack"),
    ("Strategic developments", "Other"),
)
SHARES = (0.45, 0.25, 0.2, 0.06, 0.04)
FIRST, LAST = date(2024, 6, 1), date(2025, 8, 31)


def _picked(rng: np.random.Generator, words: tuple[str, ...], rows: int) -> pl.Series:
    return pl.Series(words).gather(rng.integers(0, len(words), rows))


def _notes(frame: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    """Four ways to tell an event; the fourth leaves the attacker open."""
    kind = pl.Series("kind", rng.choice(4, frame.height, p=(0.3, 0.3, 0.25, 0.15)).astype(np.int8))
    day = pl.lit("On ") + pl.col("day").dt.strftime("%d %B %Y")
    struck = pl.format(
        "{}, the armed forces of {} attacked {} in {} ({}, {}) with {}. According to the regional administration, "
        "the building was damaged and nearby streets were closed for several hours.",
        day,
        "attacker",
        "object",
        "location",
        "admin2",
        "admin1",
        "means",
    )
    shelled = pl.format(
        "{}, {} forces shelled the area of {} ({}, {}) with {}, as was reported by the general staff. Nobody said "
        "what the shells had hit. Casualties unknown.",
        day,
        "attacker",
        "location",
        "admin2",
        "admin1",
        "means",
    )
    clash = pl.format(
        "{}, {} forces clashed with {} forces near {} ({}, {}), along with shelling of positions by {}. Casualties "
        "unknown.",
        day,
        "attacker",
        "victim",
        "location",
        "admin2",
        "admin1",
        "means",
    )
    heard = pl.format(
        "{}, explosions were heard in {} ({}, {}), and {} was damaged by falling debris, with no word from either "
        "side on who was behind it.",
        day,
        "location",
        "admin2",
        "admin1",
        "object",
    )
    chosen = pl.when(kind == 0).then(struck).when(kind == 1).then(shelled).when(kind == 2).then(clash).otherwise(heard)
    return frame.select(chosen.alias("notes"))["notes"]


def rows(count: int, seed: int = 7) -> pl.DataFrame:
    """``count`` rows with ACLED's 31 columns, all of them text or numbers as the export writes them."""
    rng = np.random.default_rng(seed)
    side = rng.integers(0, 2, count)
    kind = rng.choice(len(SUB_EVENTS), count, p=SHARES)
    town = rng.integers(0, len(TOWNS), count)
    days = np.sort(rng.integers(0, (LAST - FIRST).days + 1, count))[::-1]
    frame = pl.DataFrame(
        {
            "day": pl.Series(np.datetime64(FIRST) + days.astype("timedelta64[D]")).cast(pl.Date),
            "attacker": pl.Series(SIDES).gather(side),
            "victim": pl.Series(SIDES).gather(1 - side),
            "object": _picked(rng, OBJECTS, count),
            "means": _picked(rng, MEANS, count),
            "location": pl.Series(TOWNS).gather(town),
            "admin1": pl.Series([f"Province {1 + n % 20}" for n in range(len(TOWNS))]).gather(town),
            "admin2": pl.Series([f"District {1 + n % 60}" for n in range(len(TOWNS))]).gather(town),
            "event_type": pl.Series([a for a, _ in SUB_EVENTS]).gather(kind),
            "sub_event_type": pl.Series([b for _, b in SUB_EVENTS]).gather(kind),
            "number": np.arange(count) + seed * 1_000_000,
            "latitude": np.round(46.0 + (town % 37) / 6 + rng.normal(0, 0.02, count), 4),
            "longitude": np.round(28.0 + (town % 53) / 5 + rng.normal(0, 0.02, count), 4),
            "time_precision": rng.choice((1, 2, 3), count, p=(0.96, 0.03, 0.01)),
            "geo_precision": rng.choice((1, 2, 3), count, p=(0.8, 0.17, 0.03)),
            "fatalities": rng.poisson(0.4, count),
        }
    )
    army = pl.format("Military Forces of {} (2000-)", pl.col("attacker"))
    other = pl.format("Military Forces of {} (2000-)", pl.col("victim"))
    civilians = pl.format("Civilians ({})", pl.col("victim"))
    no_target = pl.col("sub_event_type").is_in(["Attack", "Air/drone strike"])
    return frame.with_columns(notes=_notes(frame, rng)).select(
        event_id_cnty=pl.format("BLM{}", "number"),
        event_date=pl.col("day").dt.strftime("%Y-%m-%d"),
        year=pl.col("day").dt.year(),
        time_precision="time_precision",
        disorder_type=pl.lit("Political violence"),
        event_type="event_type",
        sub_event_type="sub_event_type",
        actor1=army,
        assoc_actor_1=pl.lit(""),
        inter1=pl.lit("State forces"),
        actor2=pl.when(no_target).then(civilians).otherwise(other),
        assoc_actor_2=pl.lit(""),
        inter2=pl.when(no_target).then(pl.lit("Civilians")).otherwise(pl.lit("State forces")),
        interaction=pl.lit("State forces-State forces"),
        civilian_targeting=pl.when(no_target).then(pl.lit("Civilian targeting")).otherwise(pl.lit("")),
        iso=pl.lit(991),
        region=pl.lit("Europe"),
        country=pl.col("victim"),
        admin1="admin1",
        admin2="admin2",
        admin3=pl.lit(""),
        location="location",
        latitude="latitude",
        longitude="longitude",
        geo_precision="geo_precision",
        source=pl.lit("Ministry of Defence of Belmark; Coastal Courier"),
        source_scale=pl.lit("National"),
        notes="notes",
        fatalities="fatalities",
        tags=pl.lit(""),
        timestamp=pl.lit(1_756_000_000),
    )


def write(count: int, path: Path, seed: int = 7, part: int = 500_000) -> None:
    """Write ``count`` rows to a CSV or Parquet file (by the suffix), ``part`` rows at a time."""
    sizes = [part] * (count // part) + ([count % part] if count % part else [])
    parts = (rows(size, seed + n) for n, size in enumerate(sizes))
    if path.suffix == ".parquet":
        pl.concat(list(parts)).write_parquet(path)
        return
    with path.open("wb") as out:
        for n, frame in enumerate(parts):
            frame.write_csv(out, include_header=n == 0)


def main() -> None:
    """Write the rows that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    write(asked.count, asked.path, asked.seed)


if __name__ == "__main__":
    main()
