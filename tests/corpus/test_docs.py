from __future__ import annotations

import doctest
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "library.md"


def test_every_example_of_the_page_gives_what_it_says() -> None:
    examples = "\n".join(re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, DOCS.name, str(DOCS), 0)
    told: list[str] = []
    ran = doctest.DocTestRunner().run(test, out=told.append)
    assert not ran.failed, "".join(told)
    assert ran.attempted > 10
