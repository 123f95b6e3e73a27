import { PasswordField } from "../../../components/fields/password-field.tsx";
import { copyAndSay } from "../../../components/texts/copy-and-say.ts";
import { generatePassword } from "./generate-password.ts";
import { frameOf, type InputProps } from "./input-props.ts";
import { textOf } from "../plain-values.ts";

/** A secret of which only a hash is kept; empty, it stays what it is. */
export function PasswordInput(props: InputProps) {
  const { value, onChange } = props;
  return (
    <PasswordField
      {...frameOf(props)}
      value={textOf(value)}
      onChange={onChange}
      onGenerate={() => {
        const generated = generatePassword();
        onChange(generated);
        void copyAndSay(generated);
      }}
    />
  );
}
