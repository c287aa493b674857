"""Writes incidents.csv: made-up events in ACLED's shape, the same every time. None of them happened.

python examples/truce-monitor/make_incidents.py
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
PLACES = (
    ("UKR", "Kharkiv", "Kharkiv", 49.99, 36.23), ("UKR", "Sumy", "Sumy", 50.91, 34.80),
    ("UKR", "Odesa", "Odesa", 46.48, 30.73),
    ("UKR", "Kherson", "Kherson", 46.64, 32.61), ("UKR", "Dnipropetrovsk", "Dnipro", 48.46, 35.05),
    ("UKR", "Zaporizhia", "Zaporizhzhia", 47.84, 35.14), ("UKR", "Poltava", "Poltava", 49.59, 34.55),
    ("RUS", "Kursk", "Kursk", 51.73, 36.19), ("RUS", "Belgorod", "Belgorod", 50.60, 36.59),
    ("RUS", "Krasnodar", "Krasnodar", 45.04, 38.98),
    ("RUS", "Bryansk", "Bryansk", 53.24, 34.36),
)  # fmt: skip
OBJECTS = (
    ("an electrical substation", 5), ("a gas distribution point", 3), ("an oil depot", 2), ("a power line", 3),
    ("a railway bridge", 2),
    ("grain terminal equipment in the port", 1), ("a residential building", 6), ("a school", 1), ("a hospital", 1),
    ("a warehouse", 3),
    ("an ammunition depot", 2), ("farm buildings", 2), ("an object of critical infrastructure", 2), ("", 8),
)  # fmt: skip
NAMES = {"RUS": "Russian", "UKR": "Ukrainian"}
COUNTRIES = {"RUS": ("643", "Russia"), "UKR": ("804", "Ukraine")}
ARMIES = {"RUS": "Military Forces of Russia (2000-)", "UKR": "Military Forces of Ukraine (2019-)"}
SOURCES = {
    "RUS": "Ministry of Defence of Russia (made up)",
    "UKR": "Air Force of Ukraine (made up)",
    "press": "A local newspaper (made up)",
}
FIRST, LAST = date(2025, 2, 10), date(2025, 4, 30)


def main() -> None:
    """Write the table beside this script."""
    chance = random.Random(20250318)  # noqa: S311  an example needs no secrets
    rows = []
    for n in range(360):
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
        rows.append(event(n, day, chance))
    rows.sort(key=lambda row: row["event_date"])
    with (Path(__file__).parent / "incidents.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def event(number: int, day: date, chance: random.Random) -> dict[str, str | int | float]:
    """One made-up event; fewer objects of energy are struck once the truce has begun."""
    country, region, town, latitude, longitude = chance.choice(PLACES)
    attacker = "UKR" if country == "RUS" else "RUS"
    weights = [w * (0.4 if day >= date(2025, 3, 18) and k < 4 else 1) for k, (_, w) in enumerate(OBJECTS)]
    thing = chance.choices([name for name, _ in OBJECTS], weights)[0]
    sub = chance.choices(("Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"), (5, 5, 2))[0]
    precision = chance.choices((1, 2, 3), (93, 5, 2))[0]
    iso, name = COUNTRIES[country]
    told = chance.choices(((country,), (attacker,), ("press",), (country, "press"), ("RUS", "UKR")), (5, 1, 4, 4, 1))[0]
    empty: dict[str, str | int | float] = dict.fromkeys(COLUMNS, "")
    return empty | {
        "event_id_cnty": f"MADE{number:04d}",
        "event_date": f"{day:%Y-%m-%d}",
        "year": day.year,
        "time_precision": precision,
        "disorder_type": "Political violence",
        "event_type": "Battles" if sub == "Armed clash" else "Explosions/Remote violence",
        "sub_event_type": sub,
        "actor1": ARMIES[attacker],
        "inter1": "State forces",
        "actor2": ARMIES[country],
        "inter2": "State forces",
        "interaction": "State forces-State forces",
        "iso": iso,
        "region": "Europe",
        "country": name,
        "admin1": region,
        "location": town,
        "latitude": round(latitude + chance.gauss(0, 0.03), 4),
        "longitude": round(longitude + chance.gauss(0, 0.03), 4),
        "geo_precision": chance.choices((1, 2, 3), (75, 20, 5))[0],
        "source": "; ".join(SOURCES[key] for key in told),
        "source_scale": "National",
        "notes": told_as(day, attacker, country, sub, thing, town, chance),
        "fatalities": chance.choices((0, 1, 2, 5), (80, 12, 6, 2))[0],
        "timestamp": 1_746_000_000,
    }


def told_as(day: date, attacker: str, victim: str, sub: str, thing: str, town: str, chance: random.Random) -> str:
    """The notes: mostly with the attacker named, sometimes not, always marked as made up."""
    head = f"Made up: on {day.day} {day:%B %Y}, "
    if sub == "Armed clash":
        return f"{head}{NAMES[attacker]} and {NAMES[victim]} forces clashed near {town}."
    weapon = "drones" if sub == "Air/drone strike" else chance.choice(("artillery", "missiles", "rockets"))
    hit = f" and {thing} was damaged" if thing else ""
    if chance.random() < 0.15:
        return f"{head}explosions were heard in {town}{hit}. Nobody said who had fired."
    if chance.random() < 0.2:
        return f"{head}{thing or 'the outskirts'} in {town} came under fire, hit by {NAMES[attacker]} {weapon}."
    return f"{head}{NAMES[attacker]} forces attacked {thing or 'the outskirts'} in {town} with {weapon}."


if __name__ == "__main__":
    main()
