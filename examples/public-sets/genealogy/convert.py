"""A genealogy in GEDCOM: python convert.py royal92.ged > people.yaml."""
import collections, re, sys, yaml
from sinoru.dates.written import read_written

FIELDS = {"TITL": "rank", "SEX": "sex", "BIRT DATE": "born", "BIRT PLAC": "birthplace", "DEAT DATE": "died",
          "DEAT PLAC": "death_place", "CHR DATE": "christened", "BURI PLAC": "burial_place"}
def edtf(text): return read_written(re.sub(r"\b(?=\d{3}\b)", "0", re.sub(r"/\d\d?$", "", text))).edtf
def key(text): return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
records, places = {}, {}
for line in open(sys.argv[1], encoding="utf-8"):
    level, tag, text = re.match(r"(\d) (\S+) ?(.*)", " ".join(line.replace("_", " ").split())).groups()
    facts = records.setdefault(tag, collections.defaultdict(list)) if level == "0" else facts
    path = tag if level < "2" else f"{path.split()[0]} {tag}"
    if text:
        facts[path].append(edtf(text) if tag == "DATE" else key(text) if tag == "PLAC" else text)
        places |= {key(text): {"id": key(text), "name": text}} if tag == "PLAC" else {}
people = {id: {"id": key(id), "name": " ".join(re.split("[ /]+", facts["NAME"][0])).strip() or "?",
               **{FIELDS[path]: facts[path][0] for path in FIELDS if facts[path]}, "relations": [],
               "evidence": [{"source": "royal92"}]} for id, facts in records.items() if "@I" in id}
for family in records.values():
    parents, since = family["HUSB"] + family["WIFE"], dict(zip(["from"], family["MARR DATE"]))
    for child in family["CHIL"]: people[child]["relations"] += [{"to": key(one), "kind": "child"} for one in parents]
    for one in parents[:-1]: people[one]["relations"] += [{"to": key(parents[-1]), "kind": "spouse", **since}]
yaml.dump({"people": [*people.values()], "places": [*places.values()]}, sys.stdout, yaml.CSafeDumper)
