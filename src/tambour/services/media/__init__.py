"""Files: uploading, making them fit to be shown, serving them to who may see them, and freeing what nobody uses."""
