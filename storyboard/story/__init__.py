"""The story: what a person wrote, read, checked and typed."""
