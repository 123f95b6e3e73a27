/** The core's time (`2017-06-16 14:23:38.838Z`) as LibreDMS writes it. */
export function toIsoTime(time: unknown): string {
  return typeof time === "string" ? time.replace(" ", "T") : "";
}
