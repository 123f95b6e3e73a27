import { Dices } from "lucide-react";
import { useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ControlButton } from "./control-button.tsx";
import styles from "./password-field.module.css";
import { TextField, type TextFieldProps } from "./text-field.tsx";

/** A field for a password or another secret, which one may look at while typing. */
export function PasswordField({
  autoComplete = "new-password",
  onGenerate,
  ...field
}: Omit<TextFieldProps, "type" | "autoComplete"> & {
  readonly autoComplete?: "new-password" | "current-password" | "off";
  /** Gives a new value, which is then shown; a button for it is shown only where this is given. */
  readonly onGenerate?: () => void;
}) {
  const [isShown, setShown] = useState(false);
  const { show, hide, showPassword, hidePassword, generate } = texts;
  return (
    <TextField
      {...field}
      type={isShown ? "text" : "password"}
      autoComplete={autoComplete}
      buttons={
        <>
          {onGenerate !== undefined && (
            <ControlButton
              icon={Dices}
              label={generate}
              disabled={field.disabled}
              onClick={() => {
                setShown(true);
                onGenerate();
              }}
            />
          )}
          <button
            type="button"
            className={styles["toggle"]}
            aria-label={fill(isShown ? hidePassword : showPassword, {
              field: field.label,
            })}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? hide : show}
          </button>
        </>
      }
    />
  );
}

/** Tells password managers whose password it is; the page says it in words. */
export function Username({ value }: { readonly value: string | undefined }) {
  return (
    <input type="text" autoComplete="username" value={value} readOnly hidden />
  );
}
