"""A corpus in PostgreSQL: on one server, partitioned by time, or spread over shards behind a coordinator."""
