import type { Settings } from "../../../server/settings-model.ts";
import type { Edited } from "../form/edited-settings.ts";
import type { S3Draft } from "../form/s3-fields.tsx";

/** The backups' settings, as they are edited. */
export type BackupsDraft = Edited<Omit<Settings["backups"], "s3">> & {
  readonly s3: S3Draft;
};
