"""Ways to bring a sign-in code to a person."""
