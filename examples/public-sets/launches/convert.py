"""Space launches: python convert.py launches.csv agencies.csv > launches.yaml."""
import csv, re, sys
import yaml
COUNTRY = {"SU": "Soviet Union", "F": "France", "J": "Japan", "I": "Italy", "CYM": "Cayman Islands",
           "UK": "United Kingdom", "I-ESA": "Europe", "I-ELDO": "Europe"}  # others are ISO codes
def key(text): return re.sub("[^a-z0-9]+", "-", text.lower())
def given(**fields): return {name: value for name, value in fields.items() if value not in ("", "-", [])}
def country(row): return COUNTRY.get(row["state_code"], row["state_code"])
launches, agencies = (list(csv.DictReader(open(path, encoding="utf-8"))) for path in sys.argv[1:])
known = {row["agency"] for row in agencies}
organisations = [given(
    id=key(row["agency"]), name=row["name"], country=country(row), kind="agency", sector=row["agency_type"],
    names=[{"text": row[field]} for field in ("english_name", "unicode_name", "short_name")
           if row[field] not in ("-", row["name"])]) for row in agencies]
events = [given(
    id="launch-" + key(row["tag"]), date=row["launch_date"] or row["launch_year"], kind="launch",
    title=f"{row['type']} launches {row['mission'] or 'a payload'}", countries=[country(row)],
    participants=[{"org": key(row["agency"]), "role": "launcher"}] if row["agency"] in known else [],
    designator=row["tag"], vehicle=row["type"], variant=row["variant"], outcome=row["category"],
    evidence=[{"source": "lvdb", "at": row["tag"]}]) for row in launches]
yaml.dump({"organisations": organisations, "events": events}, sys.stdout, yaml.CSafeDumper,
          allow_unicode=True, sort_keys=False, width=1000)
