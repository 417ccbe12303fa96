"""The doors: client protocol, web, console. They translate; they do not decide."""
