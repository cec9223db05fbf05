"""A private job recommender that collects posts, learns the user's taste, and ranks open posts.

fetch-new -> store -> label -> train -> recommend

cli parses and renders, and each service performs one operation. boards (the sources), store (the database),
and learning (the model) are independent of one another.
"""

__version__ = "0.2.0"
