import { flushSync } from "react-dom";
import { firstField } from "../../../../components/fields/first-field.ts";

/** Marks what asks for a decision. */
export const conflictAttribute = "data-conflict";

/** Moves the focus to the first decision in a form that is still to be made. */
export function focusFirstConflict(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>(`[${conflictAttribute}] button`)?.focus();
}

/** Takes a decision, after which what asked for it is gone: the field that it was about has the focus then. */
export function decideInPlace(button: Element, decide: () => void): void {
  const field = button.closest(`[${conflictAttribute}]`)?.parentElement;
  flushSync(decide);
  if (!field) return;
  const control =
    firstField(field, null) ?? field.querySelector<HTMLElement>("button");
  control?.focus({ preventScroll: true });
}
