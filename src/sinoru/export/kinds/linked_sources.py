"""Sources as the kinds of CreativeWork that schema.org knows."""

from sinoru.export.kinds.linked_terms import Node, conflict_reviews, iri, iso_start
from sinoru.model.records import Source

_TYPES = {
    "article": "ScholarlyArticle",
    "news": "NewsArticle",
    "treaty": "Legislation",
    "dataset": "Dataset",
    "book": "Book",
    "web": "WebPage",
}


def source_node(source: Source) -> Node:
    """Give a source with what is known of where it came out."""
    return {
        "@type": _TYPES.get(source.kind, "CreativeWork"),
        "@id": iri(source.id),
        "identifier": source.id,
        "name": source.title,
        "additionalType": source.kind,
        "author": [{"@type": "Thing", "name": name} for name in source.authors],
        "isPartOf": {
            "@type": "Periodical",
            "name": source.container,
            "volumeNumber": source.volume,
            "issueNumber": source.issue,
        }
        if source.container
        else {},
        "pagination": source.pages,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else {},
        "datePublished": iso_start(source.published),
        "edtf": source.published,
        "url": source.url,
        "inLanguage": source.language,
        "abstract": source.reliability,
        "keywords": list(source.tags),
        "subjectOf": conflict_reviews(source),
    }
