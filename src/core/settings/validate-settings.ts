import {
  collect,
  eachError,
  exactLength,
  noEmail,
  notInList,
  outOfBounds,
  required,
} from "../collections/fields/field-errors.ts";
import { isEmail } from "../collections/fields/email-format.ts";
import { isUrl } from "../collections/fields/url-format.ts";
import {
  numberRange,
  textLength,
  wrongFormat,
} from "../collections/validation/checks.ts";
import { CronError, parseCron } from "../crons/parse-cron.ts";
import { fieldError, type FieldError, type FieldErrors } from "../errors.ts";
import { isAddressOrSubnet, isHost } from "./network-formats.ts";
import type {
  MetaSettings,
  RateLimitRule,
  S3Settings,
  SettingsValues,
  SmtpSettings,
} from "./settings.ts";

/** What is wrong with the settings, by group and field; undefined when all is well. */
export function validateSettings(
  values: SettingsValues,
): FieldErrors | undefined {
  const { batch, backups, rateLimits } = values;
  const wanted = batch.enabled;
  return collect([
    ["superuserIPs", eachError(values.superuserIPs, checkAddress)],
    ["meta", validateMeta(values.meta)],
    ["logs", collect([["maxDays", outOfBounds(values.logs.maxDays, 0)]])],
    ["smtp", validateSmtp(values.smtp)],
    ["s3", validateS3(values.s3)],
    ["backups", validateBackups(backups)],
    [
      "batch",
      collect([
        ["maxRequests", checkCount(batch.maxRequests, wanted)],
        ["timeout", checkCount(batch.timeout, wanted)],
        ["maxBodySize", outOfBounds(batch.maxBodySize, 0)],
      ]),
    ],
    [
      "rateLimits",
      collect([
        ["rules", rateLimits.enabled ? absent(rateLimits.rules) : undefined],
        ["rules", validateRules(rateLimits.rules)],
        ["rules", findConflict(rateLimits.rules)],
        ["excludedIPs", eachError(rateLimits.excludedIPs, checkAddress)],
      ]),
    ],
  ]);
}

function validateMeta(meta: MetaSettings): FieldErrors | undefined {
  const { accentColor, appURL, senderAddress } = meta;
  return collect([
    [
      "accentColor",
      accentColor === "" ? undefined : exactLength(accentColor, 7),
    ],
    ["accentColor", checkColor(accentColor)],
    ["appName", textLength(meta.appName, 1, 255)],
    ["appURL", absent(appURL) ?? checkUrl(appURL)],
    ["senderName", textLength(meta.senderName, 1, 255)],
    ["senderAddress", absent(senderAddress)],
    ["senderAddress", isEmail(senderAddress) ? undefined : noEmail],
  ]);
}

function validateSmtp(smtp: SmtpSettings): FieldErrors | undefined {
  const { enabled, authMethod } = smtp;
  return collect([
    ["host", enabled ? absent(smtp.host) : undefined],
    ["host", checkHost(smtp.host)],
    ["port", checkCount(smtp.port, enabled)],
    [
      "authMethod",
      ["", "PLAIN", "LOGIN"].includes(authMethod) ? undefined : notInList,
    ],
    ["localName", checkHost(smtp.localName)],
  ]);
}

function validateS3(s3: S3Settings): FieldErrors | undefined {
  const wanted = (text: string) => (s3.enabled ? absent(text) : undefined);
  return collect([
    ["endpoint", wanted(s3.endpoint)],
    ["endpoint", checkUrl(s3.endpoint)],
    ["bucket", wanted(s3.bucket)],
    ["region", wanted(s3.region)],
    ["accessKey", wanted(s3.accessKey)],
    ["secret", wanted(s3.secret)],
  ]);
}

function validateBackups(
  backups: SettingsValues["backups"],
): FieldErrors | undefined {
  const { cron, cronMaxKeep } = backups;
  return collect([
    ["s3", validateS3(backups.s3)],
    ["cron", checkCron(cron)],
    [
      "cronMaxKeep",
      cron === "" ? outOfBounds(cronMaxKeep, 1) : numberRange(cronMaxKeep, 1),
    ],
  ]);
}

function validateRules(
  rules: readonly RateLimitRule[],
): FieldErrors | undefined {
  return collect(
    rules.map(({ label, audience, duration, maxRequests }, index) => [
      String(index),
      collect([
        ["label", absent(label)],
        ["label", ruleLabel.test(label) ? undefined : wrongFormat],
        ["maxRequests", numberRange(maxRequests, 1)],
        ["duration", numberRange(duration, 1)],
        [
          "audience",
          ["", "@guest", "@auth"].includes(audience) ? undefined : notInList,
        ],
      ]),
    ]),
  );
}

/** A tag, `collection:action`, `*:action`, a path, or a method and a path. */
const ruleLabel = /^(?:\w+ \/[\w/-]*|\/[\w/-]*|\w+:\w+|\*:\w+|\w+)$/;

/** The first rule that another one before it leaves nothing to decide: the same label for the same callers, or for everyone. */
function findConflict(
  rules: readonly RateLimitRule[],
): FieldErrors | undefined {
  const audiences = new Map<string, Set<string>>();
  for (const [index, { label, audience }] of rules.entries()) {
    const others = audiences.get(label);
    if (others === undefined) {
      audiences.set(label, new Set([audience]));
      continue;
    }
    if (audience === "" || others.has("") || others.has(audience)) {
      const error = fieldError(
        "validation_conflicting_rate_limit_rule",
        `There is another rule with the label ${label}.`,
        { label },
      );
      return { [String(index)]: { label: error } };
    }
    others.add(audience);
  }
  return undefined;
}

function absent(value: string | readonly unknown[]): FieldError | undefined {
  return value.length === 0 ? required : undefined;
}

function checkCount(value: number, wanted: boolean): FieldError | undefined {
  return wanted && value === 0 ? required : outOfBounds(value, 0);
}

function checkAddress(text: string): FieldError | undefined {
  if (text === "") return required;
  // The code is spelt the way clients know it.
  return isAddressOrSubnet(text)
    ? undefined
    : fieldError(
        "validation_invlaid_ip_or_subnet",
        "Must be an IP address or a subnet such as 10.0.0.0/8.",
      );
}

function checkHost(text: string): FieldError | undefined {
  return text === "" || isHost(text)
    ? undefined
    : fieldError("validation_is_host", "Must be an IP address or a DNS name.");
}

function checkUrl(text: string): FieldError | undefined {
  return text === "" || isUrl(text)
    ? undefined
    : fieldError("validation_is_url", "Must be a valid URL.");
}

function checkColor(text: string): FieldError | undefined {
  return text === "" || /^#?(?:[\da-fA-F]{3}|[\da-fA-F]{6})$/.test(text)
    ? undefined
    : fieldError(
        "validation_is_hex_color",
        "Must be a colour in hexadecimal digits.",
      );
}

function checkCron(expression: string): FieldError | undefined {
  if (expression === "") return undefined;
  try {
    parseCron(expression);
    return undefined;
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    return fieldError("validation_invalid_cron", error.message);
  }
}
