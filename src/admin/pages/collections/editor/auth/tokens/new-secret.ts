import { randomText } from "../../../../random-text.ts";

const letters =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A key that signs tokens: 50 letters and digits, as the server makes them. */
export function newSecret(): string {
  return randomText(letters, 50);
}
