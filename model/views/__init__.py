"""Looking at a town: its people as Mesa agents, its ties as a graph, its indicators as a table."""
