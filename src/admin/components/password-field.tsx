import { useState } from "react";
import { fill, text } from "../text.ts";
import { Field, type FieldProps } from "./field.tsx";
import styles from "./password-field.module.css";

/** A field for a password, which one may look at while typing. */
export function PasswordField(
  props: Omit<FieldProps, "type" | "autoComplete"> & {
    readonly autoComplete: "new-password" | "current-password";
  },
) {
  const [isShown, setShown] = useState(false);
  const { show, hide, showPassword, hidePassword } = text.field;
  return (
    <Field
      {...props}
      type={isShown ? "text" : "password"}
      aside={
        <button
          type="button"
          className={styles["toggle"]}
          aria-label={fill(isShown ? hidePassword : showPassword, {
            field: props.label,
          })}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? hide : show}
        </button>
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
