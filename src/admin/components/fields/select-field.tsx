import { Select } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { fieldText as texts } from "../../text/fields.ts";
import { classes } from "../classes.ts";
import { FieldFrame, type FieldProps } from "./field.tsx";
import { type FieldOption, OptionLabel } from "./option.tsx";
import lists from "./option-list.module.css";
import styles from "./select-field.module.css";

/** One of a few options. For many, `ComboboxField` lets one search. */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  placeholder = texts.choose,
  disabled,
  ...frame
}: FieldProps & {
  readonly value: Value | null;
  readonly options: readonly FieldOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Shown while none is chosen. */
  readonly placeholder?: string;
  readonly disabled?: boolean;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <FieldFrame {...frame}>
      {({ control: { id, ...aria }, labelId, isWrong, edited }) => (
        <Select.Root
          value={value}
          items={options}
          disabled={disabled}
          onValueChange={(next) => {
            edited();
            if (next !== null) onChange(next);
          }}
        >
          <Select.Trigger
            {...aria}
            id={id}
            aria-labelledby={labelId}
            className={classes(styles["trigger"], isWrong && styles["wrong"])}
          >
            <Select.Value className={styles["value"]}>
              {chosen === undefined ? (
                <span className={styles["placeholder"]}>
                  {value === null || value === "" ? placeholder : value}
                </span>
              ) : (
                <OptionLabel option={chosen} isShort />
              )}
            </Select.Value>
            <Select.Icon className={styles["icon"]}>
              <ChevronsUpDown aria-hidden="true" />
            </Select.Icon>
          </Select.Trigger>
          <Select.Portal>
            <Select.Positioner
              className={lists["positioner"]}
              alignItemWithTrigger={false}
              align="start"
              sideOffset={4}
              collisionPadding={8}
            >
              <Select.Popup className={lists["popup"]}>
                <Select.List className={lists["list"]}>
                  {options.map((option) => (
                    <Select.Item
                      key={option.value}
                      value={option.value}
                      label={option.label}
                      disabled={option.disabled}
                      className={lists["item"]}
                    >
                      <Select.ItemText render={<div />}>
                        <OptionLabel option={option} />
                      </Select.ItemText>
                      <Select.ItemIndicator className={lists["check"]}>
                        <Check aria-hidden="true" />
                      </Select.ItemIndicator>
                    </Select.Item>
                  ))}
                </Select.List>
              </Select.Popup>
            </Select.Positioner>
          </Select.Portal>
        </Select.Root>
      )}
    </FieldFrame>
  );
}
