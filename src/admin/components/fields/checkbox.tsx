import { useEffect, useRef } from "react";
import styles from "./checkbox.module.css";
import { FieldBeside, type FieldBesideProps } from "./field-beside.tsx";

/** A box to tick; "mixed" where it stands for several of which some are ticked. */
export function Checkbox({
  checked,
  onChange,
  disabled,
  ...field
}: Omit<FieldBesideProps, "children"> & {
  readonly checked: boolean | "mixed";
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}) {
  const element = useRef<HTMLInputElement>(null);
  const isMixed = checked === "mixed";

  // HTML has no attribute for it.
  useEffect(() => {
    if (element.current !== null) element.current.indeterminate = isMixed;
  }, [isMixed]);

  return (
    <FieldBeside {...field}>
      {({ control, edited }) => (
        <input
          {...control}
          ref={element}
          type="checkbox"
          name={field.name}
          className={styles["checkbox"]}
          checked={checked === true}
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
