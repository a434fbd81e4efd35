"""A bibliography in BibTeX: python convert.py cdl.bib > bibliography.yaml."""
import re, sys, unicodedata, yaml
from sinoru.names.folding import fold

KINDS = {"inbook": "chapter", "incollection": "chapter", "inproceedings": "conference-paper",
         "conference": "conference-paper", "misc": "web", "phdthesis": "thesis", "techreport": "report"}
FIELDS = {"journal": "container", "booktitle": "container", "year": "published", "number": "issue",
          "address": "place", "school": "publisher", "institution": "publisher", "title": "title",
          "volume": "volume", "pages": "pages", "publisher": "publisher"}
ACCENTS = dict(zip("\"'`^~", "\u0308\u0301\u0300\u0302\u0303"))
def plain(text):
    text = re.sub(r"\\([\"'`^~])\{?(\w)\}?", lambda found: found[2] + ACCENTS[found[1]], text)
    return unicodedata.normalize("NFC", " ".join(re.sub(r"[{}\\]", "", text.replace("--", "-")).split()))
def author(name):
    *given, family = re.findall(r"(?:\{[^}]*\}|\S)+", name)
    cited = ", ".join(filter(None, [plain(family), plain(" ".join(given))]))
    key = re.sub("[^a-z0-9]+", "-", fold(plain(name))).strip("-")
    return people.setdefault(key, {"id": key, "name": plain(name), "cited_as": cited})["id"]
people, sources, bib = {}, [], open(sys.argv[1], encoding="utf-8").read()
for kind, id, body in re.findall(r"^@(\w+)\{([^,]*)(.*?)(?=^@|\Z)", bib, re.M | re.S):
    entry = {name.lower(): text for name, text in re.findall(r"^\s*(\w+) = \{(.*?)\}[},]*$", body, re.M)}
    names = {role + "s": [author(one) for one in entry[role].split(" and ")]
             for role in ("author", "editor") if role in entry}
    sources.append({"id": f"ref-{id.lower()}", "kind": KINDS.get(kind.lower(), kind.lower()), **names,
                    **{FIELDS[name]: plain(text) for name, text in entry.items() if name in FIELDS}})
yaml.dump({"people": [*people.values()], "sources": sources}, sys.stdout, yaml.CSafeDumper, allow_unicode=True)
