import { SelectField } from "../../../../../components/fields/select-field.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { Soft } from "../../../../../components/layout/soft.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { keptFields } from "../../collection-draft.ts";
import type { AuthProps } from "../auth-props.ts";
import styles from "../sections.module.css";

const texts = authOptionsText.mapping;

const parts = ["name", "username", "avatarURL", "id"] as const;

/** Types whose fields take what a service says, which is text. */
const takingText = new Set(["text", "editor", "url", "email", "json"]);

/** Where the values of who signs up with a provider go. */
export function FieldMapping({ draft, set }: Pick<AuthProps, "draft" | "set">) {
  const { oauth2 } = draft;
  const fields = keptFields(draft).filter(({ system }) => !system);
  return (
    <Stack gap="small">
      <h5 className={styles["title"]}>{texts.title}</h5>
      <Soft>{texts.hint}</Soft>
      <div className={styles["pair"]}>
        {parts.map((part) => (
          <SelectField
            key={part}
            name={`oauth2.mappedFields.${part}`}
            label={texts[part]}
            hint={part === "avatarURL" ? texts.avatarHint : undefined}
            placeholder={texts.none}
            options={[
              { value: "", label: texts.none },
              ...fields
                .filter(
                  ({ type }) =>
                    takingText.has(type) ||
                    (part === "avatarURL" && type === "file"),
                )
                .map(({ name }) => ({ value: name, label: name })),
            ]}
            value={oauth2.mappedFields[part] ?? ""}
            onChange={(field) =>
              set({
                oauth2: {
                  ...oauth2,
                  mappedFields: { ...oauth2.mappedFields, [part]: field },
                },
              })
            }
          />
        ))}
      </div>
    </Stack>
  );
}
