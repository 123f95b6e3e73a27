import { textOf } from "../../../core/records/record-shape.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { StoredRecord } from "../../../core/records/record.ts";
import { Refusal, unfitValue } from "../refusal.ts";
import { readFlag, readText } from "./read-values.ts";
import { toIsoTime } from "./times.ts";

type Body = Readonly<Record<string, unknown>>;

/** What a user may say of itself. */
export interface UserValues {
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
  readonly isPrivate?: boolean;
}

/**
 * Reads what somebody signs up with. Nobody sees the profile unless its owner wants that.
 * @throws {Refusal} something is missing
 */
export function readNewUser(body: Body): Required<UserValues> {
  return {
    name: readText("name", body["name"]),
    email: readText("email", body["email"]),
    password: readPassword(body["password"]),
    isPrivate: readPrivacy(body["isPrivate"]),
  };
}

/** Reads what of a user is to change: what is not there stays. @throws {Refusal} */
export function readUserChanges(body: Body): UserValues {
  return {
    ...("name" in body && { name: readText("name", body["name"]) }),
    ...("email" in body && { email: readText("email", body["email"]) }),
    ...("password" in body && { password: readPassword(body["password"]) }),
    ...("isPrivate" in body && { isPrivate: readPrivacy(body["isPrivate"]) }),
  };
}

/** A number is no password: nobody knows how its sender would write it the next time. */
function readPassword(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") {
    throw unfitValue();
  }
  return readText("password", value);
}

function readPrivacy(value: unknown): boolean {
  return value === undefined || value === null ? true : readFlag(value);
}

/** What is wrong with a user's values, in the order in which LibreDMS looks at them, by the codes that the core gives. */
export const userFaults = {
  name: (code: string) =>
    new Refusal(
      400,
      code === "validation_required"
        ? "Please provide a name"
        : "Please provide a valid first and last name",
    ),
  email(code: string) {
    if (code === "validation_not_unique") {
      return new Refusal(403, "Someone has already signed up with that email");
    }
    return new Refusal(
      400,
      code === "validation_required"
        ? "Please provide an email"
        : "Please provide a valid email",
    );
  },
  password: (code: string) => passwordFault(code),
};

export function passwordFault(code: string): Refusal {
  switch (code) {
    case "validation_min_text_constraint":
      return new Refusal(400, "Passwords must be at least 8 characters");
    case "validation_required":
    case "validation_invalid_format":
      return new Refusal(400, "Please provide a password");
    default:
      return unfitValue();
  }
}

/** A user as LibreDMS shows it to those who may see it. */
export function presentUser({ id, values }: StoredRecord): JsonObject {
  return {
    id,
    name: textOf(values["name"]),
    email: textOf(values["email"]),
    isPrivate: values["isPrivate"] === true,
    roleId: roleOf(values),
    createdAt: toIsoTime(values["created"]),
  };
}

/** A user as it stands in lists. */
export function presentListedUser({ id, name }: JsonObject): JsonObject {
  return { id, name };
}

/** The number that LibreDMS gives a user's role. */
export function roleOf(values: StoredRecord["values"]): number {
  return Number(textOf(values["role"]));
}
