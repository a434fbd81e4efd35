"""Dates with their precision and doubt (EDTF, ISO 8601-2), and their wording in English."""
