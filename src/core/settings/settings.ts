import type { Transaction } from "../../engines/database/database.ts";
import type { ApiName } from "../apis/api-names.ts";
import type { JsonObject } from "../json.ts";

export interface SmtpSettings {
  readonly enabled: boolean;
  readonly port: number;
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** `PLAIN` (also when empty) or `LOGIN`. */
  readonly authMethod: string;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly tls: boolean;
  /** What to call ourselves in EHLO; `localhost` when empty. */
  readonly localName: string;
}

export interface S3Settings {
  readonly enabled: boolean;
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secret: string;
  readonly forcePathStyle: boolean;
}

export interface MetaSettings {
  readonly accentColor: string;
  readonly appName: string;
  readonly appURL: string;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly hideControls: boolean;
}

export interface RateLimitRule {
  readonly label: string;
  /** `""`, `@guest` or `@auth`. */
  readonly audience: string;
  /** Seconds. */
  readonly duration: number;
  readonly maxRequests: number;
}

/** All settings, secrets included. */
export interface SettingsValues {
  readonly smtp: SmtpSettings;
  readonly backups: {
    readonly cron: string;
    readonly cronMaxKeep: number;
    readonly s3: S3Settings;
  };
  readonly s3: S3Settings;
  readonly meta: MetaSettings;
  readonly rateLimits: {
    readonly rules: readonly RateLimitRule[];
    readonly excludedIPs: readonly string[];
    readonly enabled: boolean;
  };
  readonly trustedProxy: {
    readonly headers: readonly string[];
    readonly useLeftmostIP: boolean;
  };
  readonly batch: {
    readonly enabled: boolean;
    readonly maxRequests: number;
    /** Seconds. */
    readonly timeout: number;
    /** Bytes; 0: the default. */
    readonly maxBodySize: number;
  };
  readonly logs: {
    readonly maxDays: number;
    readonly minLevel: number;
    readonly logIP: boolean;
    readonly logAuthId: boolean;
  };
  readonly superuserIPs: readonly string[];
  /** The APIs of other systems; a flag may turn one on that is off here. */
  readonly apis: Readonly<Record<ApiName, { readonly enabled: boolean }>>;
}

/** The application's settings, held in memory. */
export interface Settings {
  /** As they are now: ask each time, never keep. */
  readonly current: SettingsValues;
  /** As the API shows them: without secrets. */
  present(): JsonObject;
  /**
   * What an `update` would make of the settings; nothing is changed.
   * @throws {Invalid} as `update` does
   */
  check(changes: Readonly<Record<string, unknown>>): SettingsValues;
  /**
   * Lays untrusted changes over the settings: what is absent stays, secrets too.
   * @throws {Invalid} with errors by group and field; nothing is changed
   */
  update(changes: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * As `update`, within a transaction.
   * @param change gives the changes to the settings as they are stored; undefined for none
   */
  updateIn(
    tx: Transaction,
    change: (
      stored: SettingsValues,
    ) => Readonly<Record<string, unknown>> | undefined,
  ): Promise<void>;
  /** Reads them again, after another process may have changed them. */
  reload(): Promise<void>;
}
