"""Pure planners: who comes, when what happens, who sits where."""
