"""Members of Congress: python convert.py congress-legislators.csv congress-terms.csv > members.yaml."""
import collections, csv, sys, yaml
TITLES, IDS = {"rep": "Representative", "sen": "Senator"}, ("govtrack", "icpsr", "cspan", "votesmart")
def given(**fields): return {name: value for name, value in fields.items() if value}
def seat(term): return f"{term['state']}-{term['district']}" if term["district"] > "0" else term["state"]
members, terms = (list(csv.DictReader(open(path, encoding="utf-8"))) for path in sys.argv[1:])
offices = collections.defaultdict(list)
for term in sorted(terms, key=lambda one: one["start_date"]):
    offices[term["bioguide_id"]].append({
        "title": TITLES[term["office"]], "org": term["office"], "for": seat(term),
        **given(party=term["party"], senate_class=term["senate_class"]),
        "from": term["start_date"], "to": term["end_date"]})
people = [given(
    id=row["bioguide_id"].lower(), name=row["full_name"], country="United States", born=row["birthdate"],
    gender=row["gender"], religion=row["religion"], offices=offices[row["bioguide_id"]],
    ids={"bioguide": row["bioguide_id"], **{name: row[f"{name}_id"] for name in IDS if row[f"{name}_id"]}},
    evidence=[{"source": "congress", "at": row["bioguide_id"]}]) for row in members]
yaml.dump({"people": people}, sys.stdout, yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
