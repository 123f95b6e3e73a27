import { SwitchField } from "../../../../../components/fields/switch-field.tsx";
import { TextField } from "../../../../../components/fields/text-field.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { DraftField } from "../../collection-draft.ts";
import { isMultiple } from "../../field-model.ts";
import styles from "./options.module.css";

const texts = collectionsText.options;

/** What fields of all types have: help, and whether it is required, hidden, a label. */
export function SharedOptions({
  field,
  path,
  isAuth,
  change,
}: {
  readonly field: DraftField;
  readonly path: string;
  /** Whether the collection is one of logins, of whose fields some are as they are. */
  readonly isAuth: boolean;
  readonly change: (change: object) => void;
}) {
  const fixed = fixedOptions(field, isAuth);
  return (
    <>
      {"help" in field && (
        <div className={styles["wide"]}>
          <TextField
            name={`${path}.help`}
            label={texts.help}
            hint={texts.helpHint}
            prose
            value={field.help}
            onChange={(help) => change({ help })}
          />
        </div>
      )}
      <div className={styles["switches"]}>
        {"required" in field && (
          <SwitchField
            name={`${path}.required`}
            label={texts.required}
            hint={fixed.required ? texts.fixed : requiredHint(field)}
            checked={field.required}
            disabled={fixed.required}
            onChange={(required) => change({ required })}
          />
        )}
        {field.type !== "password" && (
          <SwitchField
            name={`${path}.presentable`}
            label={texts.presentable}
            hint={
              field.hidden ? texts.presentableHidden : texts.presentableHint
            }
            checked={field.presentable}
            disabled={field.hidden}
            onChange={(presentable) => change({ presentable })}
          />
        )}
        <SwitchField
          name={`${path}.hidden`}
          label={texts.hidden}
          hint={fixed.hidden ? texts.fixed : texts.hiddenHint}
          checked={field.hidden}
          disabled={fixed.hidden}
          onChange={(hidden) =>
            change({ hidden, ...(hidden && { presentable: false }) })
          }
        />
      </div>
    </>
  );
}

/** What the server keeps as it is, whatever it is sent. */
function fixedOptions(
  { system, name }: DraftField,
  isAuth: boolean,
): { readonly required: boolean; readonly hidden: boolean } {
  const isSecret = isAuth && (name === "password" || name === "tokenKey");
  const isFixed = system && (name === "id" || isSecret);
  return {
    required: isFixed,
    hidden: isFixed || (system && isAuth && name === "email"),
  };
}

function requiredHint(field: DraftField): string {
  const hints = texts.requiredHints;
  if (isMultiple(field)) return hints.list;
  const { type } = field;
  return type === "number" ||
    type === "bool" ||
    type === "json" ||
    type === "geoPoint"
    ? hints[type]
    : hints.text;
}
