"""Books: what is counted and paid each month, and lives written down on demand."""
