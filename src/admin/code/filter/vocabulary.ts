/** Words that stand for a moment or a part of one, in UTC. */
export const macroNames = [
  "@now",
  "@todayStart",
  "@todayEnd",
  "@yesterday",
  "@tomorrow",
  "@monthStart",
  "@monthEnd",
  "@yearStart",
  "@yearEnd",
  "@second",
  "@minute",
  "@hour",
  "@day",
  "@weekday",
  "@month",
  "@year",
] as const;

const modifierNames = ["lower", "each", "length", "isset", "changed"] as const;

export type ModifierName = (typeof modifierNames)[number];

export const functionNames = ["geoDistance", "strftime"] as const;

/** In what flow a rule is judged. */
export const requestContexts = [
  "default",
  "expand",
  "oauth2",
  "otp",
  "password",
  "realtime",
  "protectedFile",
  "batch",
] as const;

export const requestMethods = [
  "GET",
  "POST",
  "PATCH",
  "PUT",
  "DELETE",
  "HEAD",
] as const;

/** Headers that rules are likely to ask for, as rules spell them. */
export const headerNames = [
  "user_agent",
  "accept_language",
  "content_type",
  "origin",
  "referer",
  "host",
] as const;

/** Formats of `strftime` that filters are likely to use. */
export const timeFormats = [
  "%Y",
  "%Y-%m",
  "%Y-%m-%d",
  "%m-%d",
  "%H",
  "%H:%M",
  "%w",
] as const;

export const operatorNames = [
  "=",
  "!=",
  ">",
  ">=",
  "<",
  "<=",
  "~",
  "!~",
  "?=",
  "?!=",
  "?>",
  "?>=",
  "?<",
  "?<=",
  "?~",
  "?!~",
] as const;

/** What of a login a rule knows besides its fields. */
export const loginNames = ["collectionId", "collectionName"] as const;

export const superusersName = "_superusers";

export function isMacro(path: string): boolean {
  return macroNames.some((name) => name === path);
}

export function isModifier(word: string): word is ModifierName {
  return modifierNames.some((name) => name === word);
}
