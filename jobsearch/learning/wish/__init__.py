"""What a person says they seek: read, compared with posts, and weighed against their answers."""
