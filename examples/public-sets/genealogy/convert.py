"""A genealogy in GEDCOM: python convert.py royal92.ged > people.yaml."""
import collections, re, sys, yaml
from sinoru.dates.written import read_written
FIELDS = {"TITL": "rank", "SEX": "sex", "BIRT DATE": "born", "BIRT PLAC": "birthplace", "DEAT DATE": "died",
          "DEAT PLAC": "death_place", "CHR DATE": "christened", "BURI PLAC": "burial_place"}
def key(text): return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
def edtf(text): return read_written(re.sub(r"\b(?=\d{3}\b)", "0", re.sub(r"(?<=\d)/\d\d?$", "", text))).edtf
records, places = {}, {}
for line in open(sys.argv[1], encoding="utf-8"):
    level, tag, text = re.match(r"(\d) (\S+) ?(.*)", line.strip()).groups()
    if level == "0":
        facts = records[key(tag)] = collections.defaultdict(list)
    path = tag if level < "2" else f"{path.split()[0]} {tag}"
    if tag == "PLAC" and text:
        places[key(text)] = {"id": key(text), "name": text}
    facts[path] += [edtf(text) if tag == "DATE" else key(text) if tag == "PLAC" else text] if text else []
people = {f"@{id.upper()}@": {"id": id, "name": " ".join(re.split("[ /_]+", facts["NAME"][0])).strip() or "?",
    **{FIELDS[path]: facts[path][0] for path in FIELDS if facts[path]}, "relations": [],
    "evidence": [{"source": "royal92", "at": id}]} for id, facts in records.items() if id[0] == "i"}
for family in records.values():
    pair, since = family["HUSB"] + family["WIFE"], [{"from": date} for date in family["MARR DATE"]] or [{}]
    for child in family["CHIL"]:
        people[child]["relations"] += [{"to": people[one]["id"], "kind": "child"} for one in pair]
    for one in pair[1:]:
        people[pair[0]]["relations"] += [{"to": people[one]["id"], "kind": "spouse", **since[0]}]
yaml.dump({"people": [*people.values()], "places": [*places.values()]}, sys.stdout, yaml.CSafeDumper)
