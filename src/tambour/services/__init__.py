"""Use cases beside the message path: accounts, chats, reports, review. Each names the ports it needs."""
