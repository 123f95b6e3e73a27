import { FieldBeside, type FieldBesideProps } from "./field-beside.tsx";
import styles from "./switch-field.module.css";

/** Turns something on or off. */
export function SwitchField({
  checked,
  onChange,
  disabled,
  ...field
}: Omit<FieldBesideProps, "children"> & {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <FieldBeside {...field}>
      {({ control, edited }) => (
        <input
          {...control}
          type="checkbox"
          role="switch"
          name={field.name}
          className={styles["switch"]}
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          onChange={(event) => {
            edited();
            onChange(event.target.checked);
          }}
        />
      )}
    </FieldBeside>
  );
}
