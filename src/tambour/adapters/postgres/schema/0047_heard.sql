-- Words that are spoken in voice messages and films of public chats: as file_words, of what is heard.
CREATE TABLE file_speech (LIKE file_words INCLUDING ALL);
