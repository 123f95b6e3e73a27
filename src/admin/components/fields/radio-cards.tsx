import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import styles from "./radio-cards.module.css";

/** A choice of few, each with what it means. */
export function RadioCards<Value extends string>({
  label,
  value,
  onChange,
  options,
  disabled = false,
}: {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly hint: string;
    readonly icon?: LucideIcon;
  }[];
  readonly disabled?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className={styles["choice"]} disabled={disabled}>
      <legend className={styles["label"]}>{label}</legend>
      <div className={styles["cards"]}>
        {options.map((option) => (
          <label key={option.value} className={styles["card"]}>
            <input
              type="radio"
              className={styles["radio"]}
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={`${name}-${option.value}`}
              onChange={() => onChange(option.value)}
            />
            <span className={styles["title"]}>
              {option.icon !== undefined && (
                <option.icon className={styles["icon"]} aria-hidden />
              )}
              {option.label}
            </span>
            <span
              id={`${name}-${option.value}`}
              className={styles["hint"]}
              // The card's name is its title; this describes it.
              aria-hidden="true"
            >
              {option.hint}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
