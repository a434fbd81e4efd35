"""Football matches: python convert.py results.csv goalscorers.csv > matches.yaml."""
import collections, csv, re, sys, yaml
from sinoru.names.folding import fold

lists, goals = collections.defaultdict(dict), collections.defaultdict(list)
def add(table, *words, **fields):
    key = re.sub("[^a-z0-9]+", "-", fold(" ".join(words))).strip("-")
    lists[table].setdefault(key, {"id": key, **fields, "evidence": [{"source": "results"}]})
    return key
def match(row): return row["date"], row["home_team"], row["away_team"]
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    side = next(name for name in match(row)[1:] if (name == row["team"]) != (row["own_goal"] == "TRUE"))
    who = add("people", row["scorer"], side, name=row["scorer"], country=side)
    facts = {name: row[name] for name in ("minute", "own_goal", "penalty") if row[name] != "NA"}
    goals[match(row)].append({"person": who, "role": "scorer", **facts})
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    teams = [add("organisations", "team", name, name=name, kind="team") for name in match(row)[1:]]
    sides = [{"org": org, "role": role, "goals": row[f"{role}_score"]}
             for org, role in zip(teams, ("home", "away"))]
    town = add("places", row["city"], row["country"], name=row["city"], country=row["country"])
    title = "{home_team} {home_score}–{away_score} {away_team}".format_map(row)
    add("events", row["date"], title, date=row["date"], title=title, kind="match", places=[town],
        tournament=row["tournament"], neutral=row["neutral"], participants=sides + goals[match(row)])
yaml.dump({name: [*table.values()] for name, table in lists.items()}, sys.stdout, yaml.CSafeDumper)
