"""Characters, phrases, HTML, and what a person types; the ground floor, which imports no other room."""
