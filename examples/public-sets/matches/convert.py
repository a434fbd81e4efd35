"""Football matches: python convert.py results.csv goalscorers.csv > matches.yaml."""
import collections, csv, re, sys, yaml
from sinoru.names.folding import fold
lists, goals = collections.defaultdict(dict), collections.defaultdict(list)
def add(table, *words, **fields):
    key = re.sub("[^a-z0-9]+", "-", fold(" ".join(words))).strip("-")
    lists[table].setdefault(key, {"id": key, **fields, "evidence": [{"source": "results"}]})
    return key
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    match = (row["date"], row["home_team"], row["away_team"])
    team = next(name for name in match[1:] if (name == row["team"]) != (row["own_goal"] == "TRUE"))
    goal = {name: row[name] for name in ("minute", "own_goal", "penalty") if row[name] != "NA"}
    who = add("people", row["scorer"], team, name=row["scorer"].replace("NA", "Unknown"), country=team)
    goals[match].append({"person": who, "role": "scorer", **goal})
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    match, score = (row["date"], row["home_team"], row["away_team"]), (row["home_score"], row["away_score"])
    teams = [{"org": add("organisations", "team", name, name=name, kind="team"), "role": role, "goals": goal}
             for name, role, goal in zip(match[1:], ("home", "away"), score)]
    add("events", *match, *score, date=row["date"], title="{1} {3}–{4} {2}".format(*match, *score), kind="match",
        places=[add("places", row["city"], row["country"], name=row["city"], country=row["country"])],
        tournament=row["tournament"], neutral=row["neutral"], participants=teams + goals[match])
yaml.dump({kind: [*known.values()] for kind, known in lists.items()}, sys.stdout, yaml.CSafeDumper, allow_unicode=True)
