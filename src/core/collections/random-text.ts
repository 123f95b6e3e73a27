import { randomText } from "./fields/random.ts";

const lowercase = "abcdefghijklmnopqrstuvwxyz0123456789".split("");
const mixed = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split(""), ...lowercase];

/** Letters and digits that nobody can foretell. */
export function randomLetters(length: number): string {
  return randomText(length, mixed);
}

/** The same, in lower case. */
export function randomLowercase(length: number): string {
  return randomText(length, lowercase);
}
