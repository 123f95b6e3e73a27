import type { Bus } from "../../engines/bus/bus.ts";
import type { Background } from "../background.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { RecordFiles } from "../files/record-files.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import type { Mail } from "../mail/mail.ts";
import type { Records } from "../records/records.ts";
import type { AvatarLimits } from "./oauth2/avatar/download-avatar.ts";
import type { Settings } from "../settings/settings.ts";

/** What logging in works with. */
export interface AuthParts {
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly records: Records;
  readonly settings: Settings;
  readonly mail: Mail;
  readonly background: Background;
  readonly recordFiles: RecordFiles;
  /** For pictures that OAuth2 providers name; absent: the usual ones. */
  readonly avatarLimits?: AvatarLimits;
  readonly log: Logger;
}
