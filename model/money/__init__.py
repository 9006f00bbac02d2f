"""Money: who is paid, and what things cost."""
