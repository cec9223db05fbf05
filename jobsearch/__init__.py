"""A private job recommender: it collects posts, learns a person's taste and ranks what is open.

    fetch-new -> store -> label -> train -> recommend

cli parses and renders, services do one verb each, and sources (the feed), store (the memory) and
learning (the model) know nothing of one another.
"""

__version__ = "0.2.0"
