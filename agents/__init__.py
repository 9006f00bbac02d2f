"""Who lives in the town, and what they do: one actor or one encounter a file.

Actors: `client`, `caseworker`, `employer`, `agency`, and the `office` that the
caseworkers work in. What is between two of them: `tie`. Everything else is a
verb. `foundation` is the language that they are written in.
"""
