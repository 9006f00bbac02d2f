"""Staff of either unit: posts, hours, assignment, partners, and who stays."""
