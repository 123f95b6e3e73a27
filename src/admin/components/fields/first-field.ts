const fields =
  "input:not([type=hidden], [type=file], [hidden], :disabled), textarea:not(:disabled), select:not(:disabled), [contenteditable=true]";

/**
 * What takes the focus as a dialog opens: its first field, or the whole of it. Never a field where fingers are used, since the
 * keyboard on the screen would cover the rest.
 *
 * @param passedOver names of fields that do not take it
 */
export function firstField(
  body: HTMLElement | null,
  whole: HTMLElement | null,
  passedOver: readonly string[] = [],
): HTMLElement | null {
  const hasFingers = matchMedia("(pointer: coarse)").matches;
  if (hasFingers || body === null) return whole;
  const field = Array.from(body.querySelectorAll<HTMLElement>(fields)).find(
    (element) => {
      const path =
        element.closest<HTMLElement>("[data-field]")?.dataset["field"];
      // A place has a field for each of its coordinates, `place.lon`.
      return (
        path === undefined || !passedOver.includes(path.split(".", 1).join(""))
      );
    },
  );
  return field ?? whole;
}
