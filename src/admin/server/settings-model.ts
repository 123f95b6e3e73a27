/** The server's settings, as its API shows them: without secrets. */
export interface Settings {
  readonly meta: {
    readonly appName: string;
    readonly appURL: string;
    readonly senderName: string;
    readonly senderAddress: string;
    readonly hideControls: boolean;
    /** `#rrggbb`, or empty for the admin's own. */
    readonly accentColor: string;
  };
  readonly smtp: SmtpSettings;
  readonly s3: S3Settings;
  readonly backups: {
    /** Empty: none are made by themselves. */
    readonly cron: string;
    readonly cronMaxKeep: number;
    readonly s3: S3Settings;
  };
  readonly rateLimits: {
    readonly enabled: boolean;
    readonly rules: readonly RateLimitRule[];
    readonly excludedIPs: readonly string[];
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
    /** Bytes; 0: the server's default. */
    readonly maxBodySize: number;
  };
  readonly logs: {
    readonly maxDays: number;
    readonly minLevel: number;
    readonly logIP: boolean;
    readonly logAuthId: boolean;
  };
  /** Addresses and subnets that superusers may come from; empty: any. */
  readonly superuserIPs: readonly string[];
  /** The APIs of other systems, by name. */
  readonly apis: Readonly<Record<ApiName, { readonly enabled: boolean }>>;
}

/** The APIs of other systems that the server can answer with. */
export const apiNames = ["libredms"] as const;

export type ApiName = (typeof apiNames)[number];

export interface SmtpSettings {
  readonly enabled: boolean;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly authMethod: "" | "PLAIN" | "LOGIN";
  readonly tls: boolean;
  readonly localName: string;
}

export interface S3Settings {
  readonly enabled: boolean;
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string;
  readonly accessKey: string;
  readonly forcePathStyle: boolean;
}

export interface RateLimitRule {
  readonly label: string;
  readonly audience: "" | "@guest" | "@auth";
  /** Seconds. */
  readonly duration: number;
  readonly maxRequests: number;
}

/** Takes the server's answer for what its API says it is. */
export function asSettings(
  answer: Readonly<Record<string, unknown>>,
): Settings {
  return answer as unknown as Settings;
}
