import type { JsonObject } from "../json.ts";
import type { S3Settings, SettingsValues, SmtpSettings } from "./settings.ts";

/** The settings as the API shows them: without secrets. */
export function presentSettings(values: SettingsValues): JsonObject {
  const { superuserIPs, smtp, backups, s3, rateLimits } = values;
  return {
    superuserIPs,
    smtp: withoutPassword(smtp),
    backups: { ...backups, s3: withoutSecret(backups.s3) },
    s3: withoutSecret(s3),
    meta: { ...values.meta },
    rateLimits: {
      ...rateLimits,
      rules: rateLimits.rules.map((rule) => ({ ...rule })),
    },
    trustedProxy: { ...values.trustedProxy },
    batch: { ...values.batch },
    logs: { ...values.logs },
    apis: Object.fromEntries(
      Object.entries(values.apis).map(([name, api]) => [name, { ...api }]),
    ),
  };
}

function withoutPassword(smtp: SmtpSettings): JsonObject {
  const { password: _, ...shown } = smtp;
  return shown;
}

function withoutSecret(s3: S3Settings): JsonObject {
  const { secret: _, ...shown } = s3;
  return shown;
}
