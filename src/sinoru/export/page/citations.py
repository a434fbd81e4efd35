"""Every source as a citation to copy."""

from sinoru.export.page.wording import date_words
from sinoru.model.records import Source

STYLES = ("Plain",)


def cite(source: Source) -> tuple[str, ...]:
    """Give the citation of a source in each style."""
    volume = ", ".join(
        filter(None, (source.volume and f"vol. {source.volume}", source.issue and f"no. {source.issue}"))
    )
    parts = (
        "; ".join(source.authors),
        f"“{source.title}”",
        source.container,
        volume,
        source.publisher,
        date_words(source.published) if source.published else "",
        source.pages and f"pp. {source.pages}",
        source.url,
    )
    return (f"{', '.join(filter(None, parts))}.",)
