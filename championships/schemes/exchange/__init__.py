"""Reading and writing marking-scheme files: one module for each layout, one reader for all workbooks.

Nothing here touches the database: bytes go in, a report or bytes come out.
"""
