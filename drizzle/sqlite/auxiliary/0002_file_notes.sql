CREATE TABLE `_fileNotes` (
	`id` TEXT PRIMARY KEY NOT NULL,
	`keys` JSON NOT NULL,
	`created` TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL
);
