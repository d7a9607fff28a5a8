"""What is printed at the desk of a championship, as PDF: start lists, forms, protocols of results, and diplomas.

Full names stand on this paper: only the desk hands it out, to organisers and to the chief experts of a skill.
"""
