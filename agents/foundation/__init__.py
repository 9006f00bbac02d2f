"""The language in which the agents are written.

A **record** lays out who somebody is, a **behaviour** says what they do, a
**parameter** is a number of the theory with its source, and a **decision** is
a moment at which luck has a say. Nothing here knows about social services.
"""
