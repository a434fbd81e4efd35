"""The look-ups as a Model Context Protocol server on standard input and output (docs/mcp.md)."""
