/** Lets the clocks of this process be those of a zone, as in `America/New_York`, until it is disposed of. */
export function inZone(zone: string): Disposable {
  const before = process.env["TZ"];
  process.env["TZ"] = zone;
  return {
    [Symbol.dispose]() {
      // Without a name there is no way back to what the system has.
      process.env["TZ"] = before ?? "UTC";
    },
  };
}
