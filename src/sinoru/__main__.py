"""`python -m sinoru`, and what the installed `sinoru` command calls."""

from sinoru.cli.app import leave_at_once

__all__ = ["main"]


def main() -> None:
    """Answer the command line and leave; Ctrl-C is answered from the first moment on."""
    leave_at_once()
    from sinoru.cli.app import main as answer

    answer()


if __name__ == "__main__":
    main()
