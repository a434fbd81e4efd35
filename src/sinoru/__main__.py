"""The entry point of `python -m sinoru` and of the installed command `sinoru`."""

from sinoru.cli.app import leave_at_once

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C is handled from the start, before the rest is imported."""
    leave_at_once()
    from sinoru.cli.app import main as answer

    answer()


if __name__ == "__main__":
    main()
