"""Nation: every municipality of a table, each run by itself, and summed by county and nation."""
