import { flushSync } from "react-dom";

/**
 * Takes a row out of its list. The focus, which would go with it, passes to the last button of the row that follows, of the
 * one before, or, if none is left, to what the field offers then.
 *
 * @param button of the row, which was pressed
 * @param remove may leave the row where it is
 */
export function removeRow(button: Element, remove: () => void): void {
  const row = button.closest("li");
  const other = row?.nextElementSibling ?? row?.previousElementSibling;
  const field = button.closest("[data-field]");
  flushSync(remove);
  if (button.isConnected) return;
  const rest = [other, field].find((element) => element?.isConnected);
  Array.from(rest?.querySelectorAll("button") ?? [])
    .at(-1)
    ?.focus();
}
