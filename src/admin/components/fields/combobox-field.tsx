import { Combobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useRef, useState } from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import { ChipsField } from "./chips-field.tsx";
import { ControlBox } from "./control-box.tsx";
import { ControlButton } from "./control-button.tsx";
import { FieldFrame } from "./field.tsx";
import { FreeTextField } from "./free-text-field.tsx";
import type { FieldOption } from "./option.tsx";
import { OptionPopup } from "./option-popup.tsx";
import { OptionsButton } from "./options-button.tsx";
import {
  fits,
  isSameOption,
  mostShown,
  type SearchableProps,
} from "./searchable.ts";

/** One of many options, found by typing. The value is "" while there is none. */
export function ComboboxField({
  allowCustom = false,
  ...field
}: SearchableProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether any text will do, and the options are suggestions. */
  readonly allowCustom?: boolean;
}) {
  return allowCustom ? <FreeTextField {...field} /> : <OneOfMany {...field} />;
}

/** Several of many options, found by typing. */
export function MultiComboboxField(
  field: SearchableProps & {
    readonly value: readonly string[];
    readonly onChange: (value: string[]) => void;
    /** The most that may be chosen. */
    readonly max?: number;
  },
) {
  return <ChipsField {...field} />;
}

function OneOfMany({
  value,
  onChange,
  options,
  onSearch,
  busy,
  emptyText,
  placeholder = texts.choose,
  disabled,
  autoFocus,
  ...frame
}: SearchableProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  // What is searched for; while nothing is, the field says what is chosen.
  const [typed, setTyped] = useState<string>();
  const chosen =
    value === ""
      ? null
      : (options.find((option) => option.value === value) ?? {
          value,
          label: value,
        });
  return (
    <FieldFrame {...frame}>
      {({ control, labelId, isWrong, edited }) => (
        <Combobox.Root<FieldOption>
          items={options}
          filter={onSearch === undefined ? fits : null}
          limit={mostShown}
          value={chosen}
          disabled={disabled}
          autoHighlight
          isItemEqualToValue={isSameOption}
          onValueChange={(option) => {
            edited();
            onChange(option?.value ?? "");
          }}
          inputValue={typed ?? chosen?.label ?? ""}
          onInputValueChange={(text, { reason }) => {
            const isTyped = reason === "input-change";
            setTyped(isTyped ? text : undefined);
            if (isTyped) onSearch?.(text);
          }}
          onOpenChange={(isOpen) => {
            if (isOpen) onSearch?.(typed ?? "");
            else setTyped(undefined);
          }}
        >
          <ControlBox ref={box} isWrong={isWrong} disabled={disabled}>
            <Combobox.Input
              {...control}
              aria-labelledby={labelId}
              autoFocus={autoFocus}
              placeholder={placeholder}
              onBlur={() => setTyped(undefined)}
            />
            {chosen !== null &&
              disabled !== true &&
              frame.required !== true && (
                <Combobox.Clear
                  render={
                    <ControlButton
                      icon={X}
                      label={fill(texts.clear, { field: frame.label })}
                    />
                  }
                />
              )}
            <Combobox.Trigger render={<OptionsButton field={frame.label} />} />
          </ControlBox>
          <OptionPopup anchor={box} busy={busy} emptyText={emptyText} />
        </Combobox.Root>
      )}
    </FieldFrame>
  );
}
