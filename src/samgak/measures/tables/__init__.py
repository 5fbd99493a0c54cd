"""A table that people hand in, looked at before it is published: what it holds, what is wrong, who is in it.

It stands among the measures because it only counts: whoever reads the file and shows the sentences
lives above. Everything here is text cells in memory; limits are kept by `table.make`.
"""
