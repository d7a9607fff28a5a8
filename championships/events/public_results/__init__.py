"""What the public reads of results: of one championship, of all of them, of a skill, and of whom people stand for.

Everything here reads public columns alone, and costs the same number of queries whatever its size.
"""
