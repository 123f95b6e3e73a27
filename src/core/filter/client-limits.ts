import { Forbidden, Invalid } from "../errors.ts";

const maxFilterBytes = 3_500;
const superuserOnly = ["@collection.", "@request."];

/**
 * Judges what a client sent before it is parsed.
 * @throws {Forbidden} it names what only superusers may filter by
 * @throws {Invalid} it is too long
 */
export function checkClientText(
  filter: string,
  sort: string,
  isSuperuser: boolean,
): void {
  if (!isSuperuser) {
    for (const name of superuserOnly) {
      if (filter.includes(name) || sort.includes(name)) {
        throw new Forbidden(`Only superusers can filter by ${name}`);
      }
    }
  }
  checkFilterLength(filter);
}

/** @throws {Invalid} the filter has more than 3,500 bytes */
export function checkFilterLength(filter: string): void {
  // A UTF-16 unit is three bytes at most.
  if (filter.length * 3 <= maxFilterBytes) return;
  if (Buffer.byteLength(filter) > maxFilterBytes) {
    throw new Invalid(`The filter is longer than ${maxFilterBytes} bytes.`);
  }
}
