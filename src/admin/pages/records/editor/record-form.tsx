import type { CollectionField } from "pocketbase";
import { EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../../../components/badge.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import { AutodateInput } from "../inputs/autodate-input.tsx";
import { FieldInput } from "../inputs/field-input.tsx";
import type { EditedRecord } from "../inputs/input-props.ts";
import { AccountPassword } from "./auth/account-password.tsx";
import { fieldsOfForm } from "./field-order.ts";
import { Conflict } from "./merge/conflict.tsx";
import { isCovered } from "./is-covered.ts";
import styles from "./record-form.module.css";
import type { Editing, EditingActions } from "./use-editing.ts";

/** All that can be edited of a record, in the order of its fields. */
export function RecordForm({
  record,
  editing,
}: {
  readonly record: EditedRecord;
  readonly editing: Editing & EditingActions;
}) {
  const { collection, stored } = record;
  const dates = collection.fields.filter(({ type }) => type === "autodate");
  return (
    <Stack>
      {fieldsOfForm(collection).map((field) => {
        const { name } = field;
        const isContested = Object.hasOwn(editing.conflicts, name);
        const hides =
          isCovered(field, editing.values[name]) ||
          (isContested && field.hidden);
        return (
          <div key={field.id} className={hides ? styles["hidden"] : undefined}>
            <Stack gap="small">
              <OneField field={field} record={record} editing={editing} />
              {isContested && (
                <Conflict
                  field={field}
                  theirs={editing.conflicts[name]}
                  onDecide={(whose) => editing.decide(name, whose)}
                />
              )}
            </Stack>
          </div>
        );
      })}
      {stored !== undefined &&
        dates.map((field) => (
          <AutodateInput key={field.id} field={field} record={stored} />
        ))}
    </Stack>
  );
}

function OneField({
  field,
  record,
  editing,
}: {
  readonly field: CollectionField;
  readonly record: EditedRecord;
  readonly editing: Editing & EditingActions;
}): ReactNode {
  const { name } = field;
  const { set, values } = editing;
  const isOfLogin = record.collection.type === "auth" && field.system;
  if (isOfLogin && name === "password") {
    return (
      <AccountPassword stored={record.stored} values={values} onChange={set} />
    );
  }
  const flag = isOfLogin ? flags[name] : undefined;
  if (flag !== undefined) {
    return (
      <SwitchField
        name={name}
        label={flag}
        checked={values[name] === true}
        onChange={(isOn) => set(name, isOn)}
      />
    );
  }
  const isTaken = editing.taken.includes(name);
  return (
    <FieldInput
      field={field}
      record={record}
      value={values[name]}
      onChange={(value) => set(name, value)}
      {...((isTaken || field.hidden) && {
        aside: <Marks isTaken={isTaken} isHidden={field.hidden} />,
      })}
    />
  );
}

const flags: Readonly<Record<string, string>> = {
  emailVisibility: texts.auth.visibility,
  verified: texts.auth.verified,
};

function Marks({
  isTaken,
  isHidden,
}: {
  readonly isTaken: boolean;
  readonly isHidden: boolean;
}) {
  return (
    <Stack direction="row" gap="small">
      {isTaken && <Badge kind="accent">{texts.merge.taken}</Badge>}
      {isHidden && <Badge icon={EyeOff}>{texts.hiddenShort}</Badge>}
    </Stack>
  );
}
