"""Fingerprints of pictures, films and sound, and finding them again. Needs numpy; local features need OpenCV too."""
