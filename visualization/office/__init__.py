"""Office: one town month by month, as the picture of the office and the two lives of a household need it."""
