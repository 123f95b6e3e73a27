import type { Bus } from "../engines/bus/bus.ts";
import type { Database } from "../engines/database/database.ts";
import type { ApiDefinition } from "./apis/api-definition.ts";
import type { ApiName } from "./apis/api-names.ts";
import type { Apis } from "./apis/apis.ts";
import type { Auth } from "./auth/auth.ts";
import type { Backups } from "./backups/backups.ts";
import type { Background } from "./background.ts";
import type { Collections } from "./collections/collections.ts";
import type { Crons } from "./crons/crons.ts";
import type { FileStorage } from "./files/file-storage.ts";
import type { Files } from "./files/files.ts";
import type { RecordFiles } from "./files/record-files.ts";
import type { Hooks } from "./hooks/hooks.ts";
import type { Limits } from "./limits/limits.ts";
import type { Logger } from "./logs/logger.ts";
import type { Logs } from "./logs/logs.ts";
import type { LogFormat } from "./logs/printing/structured-printer.ts";
import type { Mail } from "./mail/mail.ts";
import type { Realtime } from "./realtime/realtime.ts";
import type { Records } from "./records/records.ts";
import type { Settings } from "./settings/settings.ts";
import type { SqlConsole } from "./sql-console/sql-console.ts";

export interface AppOptions {
  /** The data folder (`pb_data`). */
  readonly dir: string;
  /** Print every SQL statement and every mail. */
  readonly dev?: boolean;
  /** Seconds that one statement may take. */
  readonly queryTimeout?: number;
  /** The name of the environment variable whose value encrypts the stored settings. */
  readonly encryptionEnv?: string | undefined;
  /** How to print on stdout all that is noted; undefined: the server's own warnings and errors on stderr, and no more. */
  readonly log?: LogFormat | undefined;
  /** The APIs of other systems that can be turned on, and those that are on whatever the settings say. */
  readonly apis?:
    | {
        readonly offered: readonly ApiDefinition[];
        readonly always: readonly ApiName[];
      }
    | undefined;
}

/** Everything that is open. A function takes the part it needs. */
export interface App {
  readonly options: AppOptions;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly log: Logger;
  readonly settings: Settings;
  readonly limits: Limits;
  readonly collections: Collections;
  readonly records: Records;
  readonly storage: FileStorage;
  readonly recordFiles: RecordFiles;
  readonly files: Files;
  readonly realtime: Realtime;
  readonly mail: Mail;
  readonly auth: Auth;
  readonly background: Background;
  readonly logs: Logs;
  readonly crons: Crons;
  readonly backups: Backups;
  readonly sqlConsole: SqlConsole;
  readonly apis: Apis;
  /** Whether closing has begun: nothing works any more. */
  readonly isClosed: boolean;
  /** Finishes what runs and closes everything. */
  close(): Promise<void>;
}
