import { Button } from "../../../components/button.tsx";
import { FieldFrame } from "../../../components/fields/field.tsx";
import { useFieldProblem } from "../../../components/fields/field-problems.tsx";
import { PasswordField } from "../../../components/fields/password-field.tsx";
import { settingsText } from "../../../text/settings.ts";
import styles from "./secret-field.module.css";

const texts = settingsText.secret;

/** A secret that the server keeps and never shows: it can be replaced. Undefined: what is stored stays. */
export function SecretField({
  name,
  label,
  isStored,
  value,
  onChange,
}: {
  readonly name: string;
  readonly label: string;
  /** Whether there is one to keep. The server does not tell: where nothing was ever set up, there is none. */
  readonly isStored: boolean;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  const { problem } = useFieldProblem(name);
  if (!isStored || value !== undefined || problem !== undefined) {
    return (
      <PasswordField
        name={name}
        label={label}
        value={value ?? ""}
        autoFocus={isStored && problem === undefined}
        autoComplete="off"
        hint={isStored ? texts.replaceHint : undefined}
        onChange={onChange}
        aside={
          isStored &&
          value !== undefined && (
            <Button
              kind="ghost"
              size="small"
              onClick={() => onChange(undefined)}
            >
              {texts.keep}
            </Button>
          )
        }
      />
    );
  }
  return (
    <FieldFrame name={name} label={label}>
      {({ control: { id, ...described } }) => (
        <div className={styles["kept"]}>
          <span>{texts.kept}</span>
          <Button
            id={id}
            aria-describedby={described["aria-describedby"]}
            aria-label={`${texts.replace}: ${label}`}
            kind="secondary"
            size="small"
            onClick={() => onChange("")}
          >
            {texts.replace}
          </Button>
        </div>
      )}
    </FieldFrame>
  );
}
