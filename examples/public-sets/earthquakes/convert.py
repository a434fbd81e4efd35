"""Earthquakes: python convert.py earthquakes.csv > earthquakes.yaml."""
import csv, re, sys, yaml
OWN = ["Magnitude", "Magnitude Type", "Magnitude Error", "Magnitude Seismic Stations", "Depth", "Depth Error",
       "Depth Seismic Stations", "Azimuthal Gap", "Horizontal Distance", "Horizontal Error",
       "Root Mean Square", "Location Source", "Magnitude Source", "Status"]
def time_of(row):
    """Return 01/02/1965 and 13:44:18 as EDTF; some rows have both as one already."""
    if "T" in row["Date"]:
        return row["Date"].split(".")[0] + "Z"
    month, day, year = row["Date"].split("/")
    return f"{year}-{month}-{day}T{row['Time']}Z"
events = [{
    "id": "quake-" + re.sub("[^a-z0-9]+", "-", row["ID"].lower()), "date": time_of(row),
    "title": f"{row['Type']} of magnitude {row['Magnitude']}", "kind": row["Type"].lower(),
    "lat": row["Latitude"], "lon": row["Longitude"], "network": row["Source"],
    **{name.lower().replace(" ", "_"): row[name] for name in OWN if row[name]},
    "evidence": [{"source": "comcat", "at": row["ID"]}],
} for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
yaml.dump({"events": events}, sys.stdout, yaml.CSafeDumper, sort_keys=False, width=1000)
