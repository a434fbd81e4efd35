"""Works of the Tate collection: python convert.py artist_data.csv artworks/ > tate.yaml."""
import csv, json, pathlib, sys, yaml
def given(**fields): return {name: value for name, value in fields.items() if value}
def leaves(subject): return sum(map(leaves, subject["children"]), []) if "children" in subject else [subject["name"]]
def made(work):
    years = work.get("dateRange") or {}
    first, last = years.get("startYear"), years.get("endYear") or work.get("acquisitionYear") or 2014
    return f"{first}/{last}" if first else f"[..{last}]"
people = [given(id="artist-" + row["id"], name=" ".join(reversed(row["name"].split(", ", 1))), gender=row["gender"],
                born=row["yearOfBirth"], died=row["yearOfDeath"], names=[{"text": row["name"]}])
          for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"))]
works = (json.loads(path.read_bytes()) for path in sorted(pathlib.Path(sys.argv[2]).rglob("*.json")))
events = [given(
    id="work-" + work["acno"].lower(), date=made(work), title=work["title"], kind="work", accession=work["acno"],
    participants=[{"person": f"artist-{one['id']}", "role": one["role"]} for one in work["contributors"]],
    medium=work.get("medium"), classification=work.get("classification"), acquired=str(work.get("acquisitionYear") or ""),
    credit=work.get("creditLine"), height=work.get("height"), across=work.get("width"), depth=work.get("depth"),
    movement=[one["name"] for one in work.get("movements", ())], set_title=work.get("groupTitle"),
    dated=work["dateText"], topics=sorted(set(leaves(work.get("subjects") or {"children": []}))),
    evidence=[{"source": "tate", "at": work["acno"]}]) for work in works]
yaml.dump({"people": people, "events": events}, sys.stdout, yaml.CSafeDumper, sort_keys=False, width=1000,
          allow_unicode=True)
