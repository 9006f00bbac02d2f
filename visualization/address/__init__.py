"""Address: what a visitor looks at and has changed, readable in the page's own address."""
