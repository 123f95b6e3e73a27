import { randomText } from "../../random-text.ts";

/** Without those that one takes for each other. */
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A password that nobody guesses. */
export function generatePassword(): string {
  return randomText(letters, 24);
}
