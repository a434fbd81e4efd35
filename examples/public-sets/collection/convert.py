"""Works of the Tate collection: python convert.py artist_data.csv artworks/ > tate.yaml."""
import csv, json, pathlib, sys, yaml

FIELDS = {"acno": "accession", "title": "title", "medium": "medium", "classification": "classification",
          "acquisitionYear": "acquired", "creditLine": "credit", "groupTitle": "set_title", "dateText": "dated"}
SIZES = {"height": "height", "across": "width", "depth": "depth"}
LIFE = {"yearOfBirth": "born", "yearOfDeath": "died", "gender": "gender"}
def number(value): return str(value) if str(value).replace(".", "", 1).isdigit() else ""
def leaves(subject): return sum(map(leaves, subject.get("children", [])), []) or [subject["name"]]
def made(work):
    first, last = (number((work.get("dateRange") or {}).get(end)) for end in ("startYear", "endYear"))
    return f"{first}/{last or first}" if first else f"[..{last or work.get('acquisitionYear') or 2014}]"
def event(work):
    artists = [{"person": f"artist-{one['id']}", "role": one["role"]} for one in work["contributors"]]
    return {"id": "work-" + work["acno"].lower(), "kind": "work", "date": made(work), "participants": artists,
            "topics": sorted(set(leaves(work.get("subjects") or {"name": "none"}))),
            **{name: str(work[key]) for key, name in FIELDS.items() if work.get(key)},
            **{name: work[key] for name, key in SIZES.items() if number(work.get(key))},
            "movement": [one["name"] for one in work.get("movements", [])], "evidence": [{"source": "tate"}]}
people = [{"id": f"artist-{row['id']}", "name": " ".join(row["name"].split(", ", 1)[::-1]),
           **{new: row[old] for old, new in LIFE.items() if row[old]}, "evidence": [{"source": "tate"}]}
          for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"))]
works = (json.loads(path.read_bytes()) for path in sorted(pathlib.Path(sys.argv[2]).rglob("*.json")))
yaml.dump({"people": people, "events": list(map(event, works))}, sys.stdout, yaml.CSafeDumper)
