import { KeyRound } from "lucide-react";
import type { RecordModel } from "pocketbase";
import { useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { useHasProblem } from "../../../../components/fields/field-problems.tsx";
import { PasswordField } from "../../../../components/fields/password-field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { copyAndSay } from "../../../../components/texts/copy-and-say.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { generatePassword } from "../../inputs/generate-password.ts";
import { textOf } from "../../plain-values.ts";
import { confirmName, type FieldValues } from "../values/field-values.ts";

const { auth: texts } = recordEditorText;

/** The password of a login: that of an account which exists only once one wants to change it. */
export function AccountPassword({
  stored,
  values,
  onChange,
}: {
  /** The account as it is on the server, if it is there. */
  readonly stored: RecordModel | undefined;
  readonly values: FieldValues;
  readonly onChange: (name: string, value: unknown) => void;
}) {
  // Until it is saved: then the account is another one.
  const [asked, setAsked] = useState<RecordModel>();
  const hasProblem = useHasProblem("password", confirmName);
  const password = textOf(values["password"]);
  const confirmation = textOf(values[confirmName]);

  const isNew = stored === undefined;
  const isEmpty = password === "" && confirmation === "";
  if (!isNew && asked !== stored && isEmpty && !hasProblem) {
    return (
      <Stack direction="row">
        <Button
          kind="secondary"
          size="small"
          icon={KeyRound}
          onClick={() => setAsked(stored)}
        >
          {texts.changePassword}
        </Button>
      </Stack>
    );
  }

  function change(next: string): void {
    onChange("password", next);
  }
  return (
    <Stack gap="small">
      <PasswordField
        name="password"
        label={isNew ? texts.password : texts.newPassword}
        required
        autoFocus={!isNew}
        {...(!isNew && { hint: texts.passwordHint })}
        value={password}
        onChange={change}
        onGenerate={() => {
          const generated = generatePassword();
          change(generated);
          onChange(confirmName, generated);
          void copyAndSay(generated);
        }}
      />
      <PasswordField
        name={confirmName}
        label={texts.passwordConfirm}
        required
        value={confirmation}
        onChange={(next) => onChange(confirmName, next)}
      />
      {!isNew && (
        <Stack direction="row">
          <Button
            kind="ghost"
            size="small"
            onClick={() => {
              change("");
              onChange(confirmName, "");
              setAsked(undefined);
            }}
          >
            {texts.keepPassword}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}
