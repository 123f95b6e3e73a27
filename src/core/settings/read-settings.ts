import type { JsonReader, RawObject } from "../collections/json-reader.ts";
import type { RateLimitRule, S3Settings, SettingsValues } from "./settings.ts";

/** Lays untrusted values over known ones. What is absent or null stays; a list replaces the list. Unknown keys are passed over. */
export function readSettings(
  reader: JsonReader,
  raw: RawObject,
  current: SettingsValues,
): SettingsValues {
  const smtp = reader.object(raw["smtp"]);
  const backups = reader.object(raw["backups"]);
  const meta = reader.object(raw["meta"]);
  const rateLimits = reader.object(raw["rateLimits"]);
  const trustedProxy = reader.object(raw["trustedProxy"]);
  const batch = reader.object(raw["batch"]);
  const logs = reader.object(raw["logs"]);
  const apis = reader.object(raw["apis"]);
  const { text, flag, whole } = reader;
  const texts = (value: unknown, known: readonly string[]) =>
    reader.texts(value, known) ?? [];
  return {
    superuserIPs: texts(raw["superuserIPs"], current.superuserIPs),
    smtp: {
      enabled: flag(smtp["enabled"], current.smtp.enabled),
      port: whole(smtp["port"], current.smtp.port),
      host: text(smtp["host"], current.smtp.host),
      username: text(smtp["username"], current.smtp.username),
      password: text(smtp["password"], current.smtp.password),
      authMethod: text(smtp["authMethod"], current.smtp.authMethod),
      tls: flag(smtp["tls"], current.smtp.tls),
      localName: text(smtp["localName"], current.smtp.localName),
    },
    backups: {
      cron: text(backups["cron"], current.backups.cron),
      cronMaxKeep: whole(backups["cronMaxKeep"], current.backups.cronMaxKeep),
      s3: readS3(reader, backups["s3"], current.backups.s3),
    },
    s3: readS3(reader, raw["s3"], current.s3),
    meta: {
      accentColor: text(meta["accentColor"], current.meta.accentColor),
      appName: text(meta["appName"], current.meta.appName),
      appURL: text(meta["appURL"], current.meta.appURL),
      senderName: text(meta["senderName"], current.meta.senderName),
      senderAddress: text(meta["senderAddress"], current.meta.senderAddress),
      hideControls: flag(meta["hideControls"], current.meta.hideControls),
    },
    rateLimits: {
      rules:
        rateLimits["rules"] === undefined
          ? current.rateLimits.rules
          : reader
              .objects(rateLimits["rules"])
              .map((rule) => readRule(reader, rule)),
      excludedIPs: texts(
        rateLimits["excludedIPs"],
        current.rateLimits.excludedIPs,
      ),
      enabled: flag(rateLimits["enabled"], current.rateLimits.enabled),
    },
    trustedProxy: {
      headers: texts(trustedProxy["headers"], current.trustedProxy.headers),
      useLeftmostIP: flag(
        trustedProxy["useLeftmostIP"],
        current.trustedProxy.useLeftmostIP,
      ),
    },
    batch: {
      enabled: flag(batch["enabled"], current.batch.enabled),
      maxRequests: whole(batch["maxRequests"], current.batch.maxRequests),
      timeout: whole(batch["timeout"], current.batch.timeout),
      maxBodySize: whole(batch["maxBodySize"], current.batch.maxBodySize),
    },
    logs: {
      maxDays: whole(logs["maxDays"], current.logs.maxDays),
      minLevel: whole(logs["minLevel"], current.logs.minLevel),
      logIP: flag(logs["logIP"], current.logs.logIP),
      logAuthId: flag(logs["logAuthId"], current.logs.logAuthId),
    },
    apis: {
      libredms: {
        enabled: flag(
          reader.object(apis["libredms"])["enabled"],
          current.apis.libredms.enabled,
        ),
      },
    },
  };
}

function readS3(
  reader: JsonReader,
  from: unknown,
  current: S3Settings,
): S3Settings {
  const raw = reader.object(from);
  const { text, flag } = reader;
  return {
    enabled: flag(raw["enabled"], current.enabled),
    bucket: text(raw["bucket"], current.bucket),
    region: text(raw["region"], current.region),
    endpoint: text(raw["endpoint"], current.endpoint),
    accessKey: text(raw["accessKey"], current.accessKey),
    secret: text(raw["secret"], current.secret),
    forcePathStyle: flag(raw["forcePathStyle"], current.forcePathStyle),
  };
}

function readRule(reader: JsonReader, raw: RawObject): RateLimitRule {
  return {
    label: reader.text(raw["label"], ""),
    audience: reader.text(raw["audience"], ""),
    duration: reader.whole(raw["duration"], 0),
    maxRequests: reader.whole(raw["maxRequests"], 0),
  };
}
