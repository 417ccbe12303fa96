"""Use cases of chats: making them, coming and going, rights, invitations, and how each person sees them."""
