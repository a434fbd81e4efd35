"""The scripts of examples/public-sets turn a few rows of the form of each set into a corpus without errors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sinoru
from sinoru.check.runner import check_files

SETS = Path(__file__).parents[1] / "examples" / "public-sets"

FILES = {
    "launches": {
        "launches.csv": "tag,JD,launch_date,launch_year,type,variant,mission,agency,state_code,category\n"
        "1961 ALP,0,1961-02-03,1961,Arrow,,Lark 1,ABC,US,F\n",
        "agencies.csv": "agency,state_code,tstart,tstop,name,location,english_name,unicode_name,agency_type\n"
        "ABC,US,1958 Oct  1,*,Arrow Bureau,Bath,-,Arrow Bureau,state\n",
    },
    "matches": {
        "results.csv": "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n"
        "1950-01-02,Albia,Breta,2,1,Friendly,Zolo,Albia,FALSE\n",
        "goals.csv": "date,home_team,away_team,team,scorer,minute,own_goal,penalty\n"
        "1950-01-02,Albia,Breta,Albia,Ben Example,12,TRUE,FALSE\n",
    },
    "earthquakes": {
        "quakes.csv": "Date,Time,Latitude,Longitude,Type,Magnitude,Magnitude Type,Magnitude Error,"
        "Magnitude Seismic Stations,Depth,Depth Error,Depth Seismic Stations,Azimuthal Gap,Horizontal Distance,"
        "Horizontal Error,Root Mean Square,ID,Source,Location Source,Magnitude Source,Status\n"
        "02/01/1965,13:44:18,19.2,-145.6,Earthquake,6,MW,,,131.6,,,,,,,AB1,AB,AB,AB,Automatic\n",
    },
    "collection": {
        "artists.csv": 'id,name,gender,yearOfBirth,yearOfDeath\n7,"Example, Ann",Female,1801,\n',
        "works/a.json": json.dumps(
            {
                "acno": "A1",
                "title": "A Tree",
                "contributors": [{"id": 7, "role": "artist"}],
                "dateRange": {"startYear": 1830, "endYear": 1831},
                "height": "300",
                "subjects": {"children": [{"name": "tree"}]},
            }
        ),
    },
    "legislature": {
        "members.csv": "bioguide_id,full_name,birthdate,gender,religion,govtrack_id,icpsr_id,cspan_id,votesmart_id\n"
        "E000001,Ann Example,1820-01-02,F,,12,,,\n",
        "terms.csv": "bioguide_id,state,office,party,district,senate_class,start_date,end_date\n"
        "E000001,OR,sen,Whig,,2,1851-03-04,1857-03-03\n",
    },
    "genealogy": {
        "tree.ged": "0 HEAD\n0 @I1@ INDI\n1 NAME Ann /Hay/\n1 SEX F\n1 BIRT\n2 DATE ABT 976\n2 PLAC Bath\n"
        "0 @I2@ INDI\n1 NAME Ben_II /Hay/\n1 BIRT\n2 DATE 3 MAR 1001\n0 @F1@ FAM\n1 WIFE @I1@\n1 CHIL @I2@\n0 TRLR\n",
    },
    "bibliography": {
        "works.bib": '@article{Exam01,\n\tAuthor = {A B Example and K {von H\\"{o}r}},\n\tJournal = {Trees},\n'
        "\tTitle = {On {Oaks}},\n\tYear = {2001}}\n",
    },
}
EXPECTED = {
    "launches": ("launch-1961-alp", "designator 1961 ALP · vehicle Arrow · outcome failure"),
    "matches": ("1950-01-02-albia-2-1-breta", "Ben Example (scorer, minute 12, own goal yes, penalty no)"),
    "earthquakes": ("quake-ab1", "depth 131.6 km"),
    "collection": ("work-a1", "Ann Example (artist)"),
    "legislature": ("e000001", "Senator for OR (Whig)"),
    "genealogy": ("i2", "Ann Hay"),
    "bibliography": ("ref-exam01", "Trees"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_public_set_becomes_a_corpus(name: str, tmp_path: Path) -> None:
    paths = [tmp_path / "set" / file for file in FILES[name]]
    for path, text in zip(paths, FILES[name].values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    given = [path.parent if path.suffix == ".json" else path for path in paths]
    command = [sys.executable, str(SETS / name / "convert.py"), *map(str, given)]
    converted = subprocess.run(command, capture_output=True, check=True).stdout
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(SETS / name / "corpus.yaml", corpus)
    (corpus / "records.yaml").write_bytes(converted)
    assert [one for one in check_files([str(corpus)]).diagnostics if one.severity == "error"] == []
    id_, words = EXPECTED[name]
    with sinoru.open(corpus) as opened:
        assert words in opened.show(id_).to_text(width=500)
