"""Writes 600 days of bike rentals per hour, rentals.csv, and three new hours, new.csv.

Usage: python make_data.py FOLDER
"""

import csv
import math
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

COLUMNS = ["started", "station", "weather", "temperature", "wind", "holiday", "rentals"]
STATIONS = ["Harbor", "Market", "University", "Old Town", "Museum", "Airport", "Zoo", "Quarry"]
WEATHER = {"clear": 1.0, "cloudy": 0.9, "rain": 0.45, "snow": 0.25, "fog": 0.7, "hail": 0.1}
SHARES = [0.46, 0.33, 0.165, 0.03, 0.0135, 0.0015]  # fog and hail are rare
NEW = [
    ["2025-09-01 08:00:00", "University", "clear", 19.5, 8, 0],
    ["2025-09-01 03:00:00", "University", "clear", 14.0, 8, 0],
    ["2025-09-01 08:00:00", "Ferry", "", "", 8, 0],  # a new station, and sensors that failed
]


def rows(random):
    """Yields a row of each hour and one or two stations."""
    start = datetime(2024, 1, 1)
    for hour in range(600 * 24):
        time = start + timedelta(hours=hour)
        season = -math.cos(2 * math.pi * (time.timetuple().tm_yday - 20) / 365)
        daily = -math.cos(2 * math.pi * (time.hour - 3) / 24)
        temperature = 10 + 10 * season + 4 * daily + random.normal(0, 3)
        sky = str(random.choice(list(WEATHER), p=SHARES))
        holiday = (time.weekday() >= 5 and random.random() < 0.1) or random.random() < 0.02
        for _ in range(random.integers(1, 3)):
            popularity = min(int(random.exponential(2.2)), len(STATIONS) - 1)
            wind = max(0.0, random.normal(12, 6))
            mean = 60 * math.exp(-0.25 * popularity) * WEATHER[sky]
            mean *= rush(time, holiday) * math.exp(-(((temperature - 22) / 16) ** 2))
            mean *= math.exp(-max(0, wind - 15) / 20)
            yield [
                time.isoformat(" "),
                STATIONS[popularity],
                sky if random.random() > 0.03 else "",
                round(temperature, 1) if random.random() > 0.08 else "",
                round(wind),
                int(holiday),
                random.poisson(mean),
            ]


def rush(time, holiday):
    """Returns the demand of an hour: two peaks on workdays, one in the afternoon of other days."""
    if holiday or time.weekday() >= 5:
        return 0.1 + 0.8 * math.exp(-(((time.hour - 14) / 4) ** 2))
    morning, evening = ((time.hour - 8) / 1.5) ** 2, ((time.hour - 17.5) / 2.5) ** 2
    return 0.08 + math.exp(-morning) + 1.1 * math.exp(-evening)


def write(path, header, lines):
    """Writes a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *lines])


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "rentals.csv", COLUMNS, rows(np.random.default_rng(1)))
    write(folder / "new.csv", COLUMNS[:-1], NEW)
