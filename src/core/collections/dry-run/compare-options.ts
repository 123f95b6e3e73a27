import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { AuthOptions, Collection } from "../collection.ts";
import { presentCollection } from "../present-collection.ts";
import type { OptionPreview } from "./change-preview.ts";

/** What is told of elsewhere, or changes with every save. */
const others = new Set([
  "id",
  "name",
  "type",
  "fields",
  "indexes",
  "created",
  "updated",
]);

/** The rules and options that differ. Secrets are told without their values. */
export function compareOptions(
  before: Collection | undefined,
  after: Collection | undefined,
): readonly OptionPreview[] {
  if (before === undefined || after === undefined) return [];
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const open = namesOf(old, now)
    .filter((name) => !isSame(old.get(name), now.get(name)))
    .map((name) => ({
      name,
      isSecret: false,
      before: old.get(name) ?? null,
      after: now.get(name) ?? null,
    }));
  const [oldSecrets, newSecrets] = [secretsOf(before), secretsOf(after)];
  const secret = namesOf(oldSecrets, newSecrets)
    .filter((name) => oldSecrets.get(name) !== newSecrets.get(name))
    .map((name) => ({ name, isSecret: true, before: null, after: null }));
  return [...open, ...secret];
}

function namesOf(
  a: ReadonlyMap<string, unknown>,
  b: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}

function optionsOf(collection: Collection): ReadonlyMap<string, Json> {
  const options = Object.entries(presentCollection(collection)).filter(
    ([name]) => !others.has(name),
  );
  return new Map(flatten(Object.fromEntries(options), ""));
}

/** Groups of options as their own, by names with dots. */
function flatten(options: JsonObject, prefix: string): [string, Json][] {
  return Object.entries(options).flatMap(([key, value]): [string, Json][] =>
    isObject(value)
      ? flatten(value, `${prefix}${key}.`)
      : [[prefix + key, value ?? null]],
  );
}

function secretsOf(collection: Collection): ReadonlyMap<string, string> {
  if (collection.type !== "auth") return new Map();
  const options: AuthOptions = collection;
  const tokens = [
    "authToken",
    "passwordResetToken",
    "emailChangeToken",
    "verificationToken",
    "fileToken",
  ] as const;
  return new Map([
    ...tokens.map((name): [string, string] => [
      `${name}.secret`,
      options[name].secret,
    ]),
    ...(options.oauth2.providers ?? []).map(
      ({ name, clientSecret }): [string, string] => [
        `oauth2.providers.${name}.clientSecret`,
        clientSecret,
      ],
    ),
  ]);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
