"""The lines on found names at the end of every test run."""

import pytest

MEASURED = "names found"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded about the share of names found, also when all of them pass."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == MEASURED:
                    terminalreporter.write_line(f"{name}: {value}")
