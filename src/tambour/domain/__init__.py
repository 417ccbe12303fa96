"""The laws of the messenger, pure: no clock, no input or output, no await."""
