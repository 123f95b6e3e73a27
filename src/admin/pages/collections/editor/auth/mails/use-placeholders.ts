import { useMemo } from "react";
import type { TemplatePlaceholder } from "../../../../../code/template/placeholders.ts";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { type CollectionDraft, keptFields } from "../../collection-draft.ts";
import type { MailKind } from "./mail-kinds.ts";

const { hints } = authOptionsText.mails;

/** What a mail's subject and text may hold; the same list until that changes. */
export function usePlaceholders(
  { placeholders }: MailKind,
  draft: CollectionDraft,
): readonly TemplatePlaceholder[] {
  // Each keystroke in a mail makes another draft, but not other fields.
  const names = keptFields(draft)
    .filter(({ hidden, type }) => !hidden && type !== "password")
    .map(({ name }) => name)
    .join(",");
  return useMemo(
    () => [
      ...([...placeholders, "{APP_NAME}", "{APP_URL}"] as const).map(
        (value) => ({ value, hint: hints[value] }),
      ),
      ...names.split(",").map((name) => ({
        value: `{RECORD:${name}}`,
        hint: hints.record,
      })),
    ],
    [placeholders, names],
  );
}
