"""Town files: small towns as their files have them."""


def town_file(
    name: str, title: str, *, start: str = "2010-01", households: int = 40, posts: int = 2, more: str = ""
) -> str:
    """Return the file of a small town: a hundred inhabitants and some employers for each household."""
    return f"""
[town]
name = "{name}"
title = "{title}"
start = "{start}"
inhabitants = {100 * households}
households = {households}
employers = {2 * households // 5}

[town.obstacles]
unemployed = 0.5
social = 0.1
sick = 0.1
language = 0.2
waiting = 0.1

[staff]
posts = {posts}
{more}"""
