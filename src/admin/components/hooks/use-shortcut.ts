import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { leaveField } from "../fields/leave-field.ts";
import { type Overlay, topOverlay } from "../overlays/overlay-stack.ts";
import { matchesShortcut, parseShortcut, type Shortcut } from "./shortcut.ts";

interface Registered {
  readonly keys: string;
  readonly shortcut: Shortcut;
  readonly label: string | undefined;
  readonly everywhere: boolean;
  readonly leavesField: boolean;
  /** What lay above the page when it was registered, and so what it belongs to. */
  readonly overlay: Overlay | undefined;
  readonly run: () => void;
}

let registered: readonly Registered[] = [];
const listeners = new Set<() => void>();

/**
 * Runs a function when keys are pressed, such as `Mod+S` (Command on a Mac, Control elsewhere), `Escape` or `?`. Of several
 * with the same keys the youngest has them. Keys that write something do nothing while one writes, and those of what lies
 * below an open dialog or panel are silent.
 */
export function useShortcut(
  keys: string,
  run: () => void,
  {
    enabled = true,
    label,
    everywhere = false,
    leavesField = false,
  }: {
    readonly enabled?: boolean;
    /** What it does, for the list of shortcuts; those without are not listed. */
    readonly label?: string;
    /** Whether it works above whatever is open. */
    readonly everywhere?: boolean;
    /** Whether the field that has the focus is left first, as by a press of a button: for what saves. */
    readonly leavesField?: boolean;
  } = {},
): void {
  const runLatest = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return undefined;
    const entry: Registered = {
      keys,
      shortcut: parseShortcut(keys),
      label,
      everywhere,
      leavesField,
      overlay: topOverlay(),
      run: () => runLatest(),
    };
    change([...registered, entry]);
    return () => change(registered.filter((other) => other !== entry));
  }, [keys, enabled, label, everywhere, leavesField]);
}

/** The shortcuts that work now and say what they do. */
export function useListedShortcuts(): readonly {
  readonly keys: string;
  readonly label: string;
}[] {
  const all = useSyncExternalStore(subscribe, () => registered);
  const byLabel = new Map<string, string>();
  for (const { label, keys } of all) {
    if (label !== undefined) byLabel.set(label, keys);
  }
  return Array.from(byLabel, ([label, keys]) => ({ label, keys }));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(entries: readonly Registered[]): void {
  if (registered.length === 0) document.addEventListener("keydown", handleKey);
  registered = entries;
  if (entries.length === 0) document.removeEventListener("keydown", handleKey);
  for (const listener of listeners) listener();
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const top = topOverlay();
  const entry = registered.findLast(
    ({ shortcut, overlay, everywhere }) =>
      matchesShortcut(event, shortcut) &&
      (everywhere || top === undefined || overlay === top) &&
      !(isWriting(event.target) && writes(shortcut)),
  );
  if (entry === undefined) return;
  event.preventDefault();
  if (entry.leavesField) leaveField();
  entry.run();
}

/** Whether the keys mean something to a field or a menu that has the focus. */
function writes({ mod, alt, key }: Shortcut): boolean {
  return !mod && !alt && key !== "Escape";
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=combobox]",
    ) !== null
  );
}
