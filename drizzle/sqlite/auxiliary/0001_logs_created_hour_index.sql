CREATE INDEX `idx_logs_created_hour` ON `_logs` (strftime('%Y-%m-%d %H:00:00', `created`));
