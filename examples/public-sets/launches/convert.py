"""Space launches: python convert.py launches.csv agencies.csv > launches.yaml."""
import csv, re, sys, yaml
from sinoru.dates.written import read_written

COUNTRY = {"SU": "Soviet Union", "US": "United States", "RU": "Russia", "CN": "China", "F": "France",
           "J": "Japan", "IN": "India", "I": "Italy", "UK": "United Kingdom"}  # as it is: IL, KP ...
def key(text): return re.sub("[^a-z0-9]+", "-", text.lower())
def date(text): return read_written(text).edtf if text[:1].isdigit() else ""
def given(**fields): return {name: value for name, value in fields.items() if value not in ("", "-", [])}
launches, agencies = (list(csv.DictReader(open(path, encoding="utf-8"))) for path in sys.argv[1:])
known = {row["agency"] for row in agencies}
organisations = [given(
    id=key(row["agency"]), name=row["name"], kind="agency", sector=row["agency_type"], seat=row["location"],
    names=[{"text": row[name]} for name in ("english_name", "unicode_name")
           if row[name] not in ("-", row["name"])],
    country=COUNTRY.get(row["state_code"], row["state_code"]), founded=date(row["tstart"]),
    dissolved=date(row["tstop"]), evidence=[{"source": "lvdb"}]) for row in agencies]
events = [given(
    id="launch-" + key(row["tag"]), date=row["launch_date"] or row["launch_year"], kind="launch",
    title=f"{row['type']} launches {row['mission'] or 'a payload'}", designator=row["tag"],
    countries=[COUNTRY.get(row["state_code"], row["state_code"])], vehicle=row["type"],
    participants=[{"org": key(row["agency"]), "role": "launcher"}] if row["agency"] in known else [],
    variant=row["variant"], outcome=row["category"], evidence=[{"source": "lvdb"}]) for row in launches]
yaml.dump({"organisations": organisations, "events": events}, sys.stdout, yaml.CSafeDumper)
