"""The reveal of results on a stage: steps that are made once, led by an organiser, followed by screens."""
