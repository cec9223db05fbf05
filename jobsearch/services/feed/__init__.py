"""Collecting posts: asked, stored, linked."""
