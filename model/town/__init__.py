"""Town: the arrays in which everybody lives, how a town begins, grows and goes on."""
