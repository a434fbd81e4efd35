"""`python -m sinoru`, and what the installed `sinoru` command calls."""

from sinoru.cli.app import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
