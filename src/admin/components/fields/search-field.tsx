import { Search, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useRef } from "react";
import { componentsText } from "../../text/components.ts";
import { IconButton } from "../button.tsx";
import styles from "./search-field.module.css";

/** Where one types what is looked for. Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  onClear,
  ref,
}: {
  /** For screen readers; the picture says it to others. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Instead of changing it to nothing. */
  readonly onClear?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}) {
  const box = useRef<HTMLDivElement>(null);

  function clear(): void {
    if (onClear === undefined) onChange("");
    else onClear();
    box.current?.querySelector("input")?.focus();
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || value === "") return;
    // Or what it stands in would close.
    event.preventDefault();
    clear();
  }

  return (
    <div ref={box} className={styles["box"]}>
      <Search className={styles["icon"]} aria-hidden />
      <input
        ref={ref}
        type="text"
        role="searchbox"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={handleKey}
      />
      {value !== "" && (
        <IconButton
          icon={X}
          size="small"
          label={componentsText.clearSearch}
          onClick={clear}
        />
      )}
    </div>
  );
}
