"""A lively little town to look around in: people, chats, weeks of talk in three languages, an open report."""
