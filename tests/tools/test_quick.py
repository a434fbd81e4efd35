from __future__ import annotations

import pytest

from tools.quick import MOST_TEST_FILES, TimeLimit, nearest_tests

TESTS = {
    "tests/query/test_who.py": "from sinoru.query.who import ask_who",
    "tests/query/test_offices.py": "from sinoru.query import links, who",
    "tests/query/test_links.py": "from sinoru.query.links import ask_links",
    "tests/render/test_who.py": "from sinoru.query.who import ask_who\nfrom sinoru.render.who import who_document",
    "tests/cli/commands/test_import.py": "",
    "tests/corpus/test_corpus.py": "from sinoru.corpus import open",
    "tests/tools/test_quick.py": "from tools.quick import nearest_tests",
}


@pytest.mark.parametrize(
    ("changed", "nearest"),
    [
        ("src/sinoru/query/who.py", ["tests/query/test_who.py", "tests/query/test_offices.py"]),
        ("src/sinoru/render/who.py", ["tests/render/test_who.py"]),
        (
            "src/sinoru/query/__init__.py",
            ["tests/query/test_links.py", "tests/query/test_offices.py", "tests/query/test_who.py"],
        ),
        ("src/sinoru/export/who.py", ["tests/query/test_who.py", "tests/render/test_who.py"]),
        ("src/sinoru/cli/commands/import_.py", ["tests/cli/commands/test_import.py"]),
        ("src/sinoru/corpus.py", ["tests/corpus/test_corpus.py"]),
        ("tests/query/test_links.py", ["tests/query/test_links.py"]),
        ("tools/quick.py", ["tests/tools/test_quick.py"]),
        ("benchmarks/bench.py", []),
    ],
)
def test_a_change_runs_the_tests_named_after_it_then_those_that_import_it(
    changed: str, nearest: list[str]
) -> None:
    assert nearest_tests([changed], TESTS) == nearest


def test_a_changed_test_comes_before_those_of_a_changed_module() -> None:
    changed = ["src/sinoru/query/who.py", "tests/query/test_offices.py"]
    assert nearest_tests(changed, TESTS) == ["tests/query/test_offices.py", "tests/query/test_who.py"]


def test_a_module_that_everything_imports_runs_a_few_files_only() -> None:
    many = {f"tests/query/test_a{number}.py": "from sinoru.query.who import ask_who" for number in range(50)}
    nearest = nearest_tests(["src/sinoru/query/who.py"], {**many, **TESTS})
    assert len(nearest) == MOST_TEST_FILES
    assert nearest[0] == "tests/query/test_who.py"


def test_a_test_that_is_not_reached_in_time_is_skipped() -> None:
    limit = TimeLimit()
    limit.pytest_runtest_setup()
    limit.pytest_collection_finish()
    limit.pytest_runtest_setup()
    limit.latest = 0
    with pytest.raises(pytest.skip.Exception, match="not reached in 2 s"):
        limit.pytest_runtest_setup()
