"""What the shell needs from outside, one small Protocol per need."""
