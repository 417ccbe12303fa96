"""Files: uploads, processing, delivery, and what strangers' bytes must not do."""
