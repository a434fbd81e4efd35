"""Earthquakes: python convert.py earthquakes.csv > earthquakes.yaml."""
import csv, re, sys, yaml
OWN = ["Magnitude", "Magnitude Type", "Magnitude Error", "Magnitude Seismic Stations", "Depth", "Depth Error",
       "Depth Seismic Stations", "Azimuthal Gap", "Horizontal Distance", "Horizontal Error",
       "Root Mean Square", "Location Source", "Magnitude Source", "Status"]
def time_of(row):
    if "T" in row["Date"]:  # 1975-02-23T02:58:41.000Z: three rows have the day and the time in one
        return row["Date"].split(".")[0] + "Z"
    month, day, year = row["Date"].split("/")
    return f"{year}-{month}-{day}T{row['Time']}Z"
def event(row):
    known = {name.lower().replace(" ", "_"): row[name] for name in OWN if row[name]}
    return {"id": "quake-" + re.sub("[^a-z0-9]+", "-", row["ID"].lower()), "date": time_of(row),
            "title": f"{row['Type']} of magnitude {row['Magnitude']}", "kind": row["Type"].lower(),
            "lat": row["Latitude"], "lon": row["Longitude"], "network": row["Source"], **known,
            "evidence": [{"source": "comcat", "at": row["ID"]}]}
rows = csv.DictReader(open(sys.argv[1], encoding="utf-8"))
yaml.dump({"events": [event(row) for row in rows]}, sys.stdout, yaml.CSafeDumper)
