"""A private job recommender, which collects posts, learns a person's taste and ranks the open posts.

fetch-new -> store -> label -> train -> recommend

cli parses and renders, and each service performs one operation; boards (the sources), store (the database)
and learning (the model) are independent of one another.
"""

__version__ = "0.2.0"
