"""Results as JSON, CSV and Markdown for programs."""
