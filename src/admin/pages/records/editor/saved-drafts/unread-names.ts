/** The names of the fields in a form in which something is typed that cannot be read: their values are not that. */
export function unreadNames(form: HTMLElement | null): ReadonlySet<string> {
  const fields = form?.querySelectorAll("[data-unread]") ?? [];
  return new Set(
    Array.from(fields, (field) => {
      const path = field.closest<HTMLElement>("[data-field]")?.dataset["field"];
      return path?.split(".", 1).join("") ?? "";
    }),
  );
}
