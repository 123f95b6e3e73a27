import { countBytes } from "../collections/fields/casting.ts";
import {
  collect,
  eachError,
  required,
  tooLong,
} from "../collections/fields/field-errors.ts";
import { type FieldError, fieldError, Invalid } from "../errors.ts";

/** What a client says it wants to hear of. */
export interface SubscribeForm {
  readonly clientId: string;
  readonly subscriptions: readonly string[];
}

const maxIdBytes = 255;
const maxSubscriptions = 1000;
const maxSubscriptionBytes = 2500;

/** @throws {Invalid} with codes per field; without any if a value is of another type */
export function parseSubscribeForm(
  body: Readonly<Record<string, unknown>>,
): SubscribeForm {
  const clientId = textOf(body["clientId"]);
  const subscriptions = textsOf(body["subscriptions"]);
  const errors = collect([
    ["clientId", clientId === "" ? required : tooLong(clientId, maxIdBytes)],
    [
      "subscriptions",
      longerThan(subscriptions.length, maxSubscriptions) ??
        eachError(subscriptions, (text) =>
          longerThan(countBytes(text), maxSubscriptionBytes),
        ),
    ],
  ]);
  if (errors !== undefined) throw new Invalid(undefined, errors);
  return { clientId, subscriptions };
}

function longerThan(length: number, max: number): FieldError | undefined {
  return length <= max
    ? undefined
    : fieldError(
        "validation_length_too_long",
        `The length must be no more than ${max}.`,
        { min: 0, max },
      );
}

/** A form gives a single value as it is, and digits as a number. */
function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw new Invalid();
}
