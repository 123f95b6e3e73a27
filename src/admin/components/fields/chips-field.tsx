import { Combobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useRef,
  useState,
} from "react";
import { fieldText as texts } from "../../text/fields.ts";
import { fill } from "../../text/index.ts";
import styles from "./chips-field.module.css";
import { classes } from "../classes.ts";
import { FieldFrame } from "./field.tsx";
import type { FieldOption } from "./option.tsx";
import { OptionPopup } from "./option-popup.tsx";
import { OptionsButton } from "./options-button.tsx";
import {
  fits,
  isSameOption,
  mostShown,
  type SearchableProps,
} from "./searchable.ts";

/** Several values, each in a box of its own that one can remove, before the place to type. */
export function ChipsField({
  value,
  onChange,
  options,
  onSearch,
  busy,
  emptyText,
  placeholder = texts.choose,
  disabled = false,
  autoFocus,
  max = Infinity,
  split,
  ...frame
}: SearchableProps & {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly max?: number;
  /** Takes a pasted list apart, where any text will do; else only options can be chosen. */
  readonly split?: (text: string) => string[];
}) {
  const box = useRef<HTMLDivElement>(null);
  const highlighted = useRef<FieldOption>(undefined);
  const [typed, setTyped] = useState("");
  const hasOptions = options.length > 0 || onSearch !== undefined;
  const chosen = value.map(
    (one) =>
      options.find((option) => option.value === one) ?? {
        value: one,
        label: one,
      },
  );

  function change(next: readonly string[]): void {
    onChange(Array.from(new Set(next)).slice(0, max));
  }

  return (
    <FieldFrame {...frame}>
      {({ control, labelId, isWrong, edited }) => {
        function add(...parts: readonly string[]): void {
          setTyped("");
          const added = parts.map((part) => part.trim()).filter(Boolean);
          if (added.length === 0) return;
          edited();
          change([...value, ...added]);
        }
        function handleKey(event: KeyboardEvent): void {
          const isNew =
            typed.trim() !== "" && highlighted.current === undefined;
          if (split === undefined || event.key !== "Enter" || !isNew) return;
          event.preventDefault();
          add(typed);
        }
        function handlePaste(event: ClipboardEvent<HTMLInputElement>): void {
          const pasted = event.clipboardData.getData("text/plain");
          // A line of text loses its line breaks: a list is to be taken apart before.
          const parts = split?.(pasted) ?? [];
          if (parts.length < 2) return;
          event.preventDefault();
          add(typed, ...parts);
        }
        function handleText(text: string, reason: string): void {
          if (reason !== "input-change") {
            setTyped(text);
            return;
          }
          if (split !== undefined && text.includes(",")) {
            add(...text.split(","));
            return;
          }
          setTyped(text);
          onSearch?.(text);
        }
        return (
          <Combobox.Root<FieldOption, true>
            multiple
            items={options}
            filter={onSearch === undefined ? fits : null}
            limit={mostShown}
            value={chosen}
            inputValue={typed}
            disabled={disabled}
            autoHighlight={split === undefined}
            isItemEqualToValue={isSameOption}
            onItemHighlighted={(option) => {
              highlighted.current = option;
            }}
            onValueChange={(next) => {
              edited();
              setTyped("");
              change(next.map((option) => option.value));
            }}
            onInputValueChange={(text, { reason }) => handleText(text, reason)}
            onOpenChange={(isOpen, details) => {
              // So that one can choose several in one go.
              if (!isOpen && details.reason === "item-press") details.cancel();
              if (isOpen) onSearch?.(typed);
            }}
          >
            <div
              ref={box}
              className={classes(
                styles["box"],
                isWrong && styles["wrong"],
                disabled && styles["disabled"],
              )}
            >
              <Combobox.Chips
                className={styles["chips"]}
                aria-label={
                  chosen.length > 0
                    ? fill(texts.chosen, { field: frame.label })
                    : undefined
                }
              >
                {chosen.map((option) => (
                  <Combobox.Chip
                    key={option.value}
                    role="group"
                    className={styles["chip"]}
                    aria-label={option.label}
                  >
                    <span className={styles["label"]}>{option.label}</span>
                    {!disabled && (
                      <Combobox.ChipRemove
                        className={styles["remove"]}
                        aria-label={fill(texts.remove, { value: option.label })}
                      >
                        <X aria-hidden="true" />
                      </Combobox.ChipRemove>
                    )}
                  </Combobox.Chip>
                ))}
                <Combobox.Input
                  {...control}
                  aria-labelledby={labelId}
                  className={styles["input"]}
                  autoFocus={autoFocus}
                  placeholder={chosen.length === 0 ? placeholder : undefined}
                  onKeyDown={handleKey}
                  onPaste={handlePaste}
                  onBlur={() => {
                    if (split === undefined) setTyped("");
                    else add(typed);
                  }}
                />
              </Combobox.Chips>
              {hasOptions && (
                <Combobox.Trigger
                  render={<OptionsButton field={frame.label} />}
                />
              )}
            </div>
            {hasOptions && (
              <OptionPopup
                anchor={box}
                busy={busy}
                emptyText={split === undefined ? emptyText : ""}
              />
            )}
          </Combobox.Root>
        );
      }}
    </FieldFrame>
  );
}
