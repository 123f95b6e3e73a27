import { Autocomplete } from "@base-ui/react/autocomplete";
import { useRef } from "react";
import { ControlBox } from "./control-box.tsx";
import { FieldFrame } from "./field.tsx";
import type { FieldOption } from "./option.tsx";
import { OptionPopup } from "./option-popup.tsx";
import { OptionsButton } from "./options-button.tsx";
import { fits, mostShown, type SearchableProps } from "./searchable.ts";
import { plainText } from "./text-field.tsx";

/** A text for which there are suggestions: taking one puts its value into the field. */
export function FreeTextField({
  value,
  onChange,
  options,
  onSearch,
  busy,
  emptyText = "",
  placeholder,
  disabled,
  autoFocus,
  ...frame
}: SearchableProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <FieldFrame {...frame}>
      {({ control, labelId, isWrong, edited }) => (
        <Autocomplete.Root<FieldOption>
          items={options}
          filter={onSearch === undefined ? fits : null}
          limit={mostShown}
          value={value}
          disabled={disabled}
          itemToStringValue={valueOf}
          onValueChange={(text) => {
            edited();
            onChange(text);
            onSearch?.(text);
          }}
        >
          <ControlBox ref={box} isWrong={isWrong} disabled={disabled}>
            <Autocomplete.Input
              {...control}
              aria-labelledby={labelId}
              {...plainText}
              name={frame.name}
              autoFocus={autoFocus}
              placeholder={placeholder}
            />
            {options.length > 0 && (
              <Autocomplete.Trigger
                render={<OptionsButton field={frame.label} />}
              />
            )}
          </ControlBox>
          <OptionPopup anchor={box} busy={busy} emptyText={emptyText} />
        </Autocomplete.Root>
      )}
    </FieldFrame>
  );
}

function valueOf(option: FieldOption): string {
  return option.value;
}
