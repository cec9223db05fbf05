"""The user's description of a job: parsed, compared with posts, and weighed against their answers."""
