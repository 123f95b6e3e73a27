import type { Collection } from "../collection.ts";
import { parseIndex } from "../indexes.ts";
import { scanSql } from "../sql-tokens.ts";
import type { MentionPreview } from "./change-preview.ts";
import type { NamingChange } from "./naming-change.ts";

/** Indexes of the collection, as they would be, that name a field of it that there would not be. */
export function findInIndexes(
  collection: Collection,
  changes: readonly NamingChange[],
): readonly MentionPreview[] {
  const lost = lostFields(collection, changes);
  return collection.indexes.flatMap((statement, position) => {
    const tokens = parseIndex(statement) && scanSql(statement);
    if (tokens === undefined) return [];
    const columns = tokens.findIndex(
      ({ kind, text }) => kind === "symbol" && text === "(",
    );
    return tokens.slice(columns).flatMap((token): MentionPreview[] => {
      const isName = token.kind === "word" || token.kind === "name";
      const field = isName ? lost.get(token.text.toLowerCase()) : undefined;
      return field === undefined
        ? []
        : [
            mention(collection, `indexes.${position}`, statement, {
              changed: field,
              start: token.start,
              end: token.end,
              outcome: "breaks",
            }),
          ];
    });
  });
}

const placeholder = /\{RECORD:([^{}]+)\}/g;

/** Other options that name a field of the collection that there would not be: to log in with, to fill by OAuth2, in mails. */
export function findInOptions(
  before: Collection,
  after: Collection,
  changes: readonly NamingChange[],
): readonly MentionPreview[] {
  if (before.type !== "auth" || after.type !== "auth") return [];
  const lost = lostFields(after, changes);
  const found = (
    where: string,
    text: string,
    name: string,
    start: number,
    outcome: MentionPreview["outcome"],
  ): MentionPreview[] => {
    const changed = lost.get(name.toLowerCase());
    const end = start + name.length;
    return changed === undefined
      ? []
      : [mention(after, where, text, { changed, start, end, outcome })];
  };
  const whole = (
    where: string,
    name: string,
    outcome: MentionPreview["outcome"],
  ): MentionPreview[] => found(where, name, name, 0, outcome);
  const { passwordAuth, oauth2 } = after;
  const templates = {
    verificationTemplate: after.verificationTemplate,
    resetPasswordTemplate: after.resetPasswordTemplate,
    confirmEmailChangeTemplate: after.confirmEmailChangeTemplate,
    "authAlert.emailTemplate": after.authAlert.emailTemplate,
    "otp.emailTemplate": after.otp.emailTemplate,
  };
  return [
    ...(passwordAuth.identityFields ?? []).flatMap((name) =>
      whole(
        "passwordAuth.identityFields",
        name,
        passwordAuth.enabled ? "breaks" : "dangles",
      ),
    ),
    // The server empties these by itself.
    ...Object.entries(before.oauth2.mappedFields).flatMap(([key, name]) =>
      Object.entries(oauth2.mappedFields).some(
        ([other, now]) => other === key && now === "",
      )
        ? whole(`oauth2.mappedFields.${key}`, name, "dangles")
        : [],
    ),
    ...Object.entries(templates).flatMap(([where, template]) =>
      Object.entries(template).flatMap(([part, text]: [string, string]) =>
        Array.from(text.matchAll(placeholder)).flatMap((match) =>
          found(
            `${where}.${part}`,
            text,
            match[1] ?? "",
            match.index + "{RECORD:".length,
            "dangles",
          ),
        ),
      ),
    ),
  ];
}

/** The fields that no field of the collection is called like afterwards, by their names in lower case. */
function lostFields(
  after: Collection,
  changes: readonly NamingChange[],
): ReadonlyMap<string, NamingChange> {
  const names = new Set(after.fields.map(({ name }) => name.toLowerCase()));
  return new Map(
    changes.flatMap((change): [string, NamingChange][] => {
      const name = change.field?.name.toLowerCase();
      return name === undefined || names.has(name) ? [] : [[name, change]];
    }),
  );
}

function mention(
  { name }: Collection,
  where: string,
  text: string,
  found: Pick<MentionPreview, "start" | "end" | "outcome"> & {
    readonly changed: NamingChange;
  },
): MentionPreview {
  const { changed, start, end, outcome } = found;
  return {
    collection: name,
    where,
    text,
    names: {
      collection: changed.collection.name,
      field: changed.field?.name ?? null,
    },
    start,
    end,
    outcome,
    reason: null,
    after: null,
  };
}
