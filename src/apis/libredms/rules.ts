import type { Rule, RuleName } from "../../core/collections/collection.ts";
import { usersName } from "./collection-names.ts";
import { administrator, regular, superadministrator } from "./roles.ts";

/** Who may do what, in the words of the native API's rules: the same as LibreDMS itself allows. */
type Rules = Readonly<Record<RuleName, Rule>>;

/**
 * One of the users, and none that is deleted. That there is a role at all comes first: in comparisons empty text is less
 * than any role, and would count as the highest.
 */
const isUser = `@request.auth.collectionName = "${usersName}" && @request.auth.role != "" && @request.auth.deleted = ""`;
const isSuperadministrator = `@request.auth.role = "${superadministrator}"`;
const isAdministrator = `@request.auth.role = "${administrator}"`;

/** Everyone may know the roles, as in LibreDMS, where signing up shows them. */
export const roleRules: Rules = {
  listRule: "",
  viewRule: "",
  createRule: null,
  updateRule: null,
  deleteRule: null,
};

const seesUser = all(
  isUser,
  `deleted = ""`,
  any(
    "id = @request.auth.id",
    isSuperadministrator,
    isAdministrator,
    "isPrivate = false",
  ),
);

/** A user is deleted by a date, and for good by superusers alone. */
export const userRules: Rules = {
  listRule: seesUser,
  viewRule: seesUser,
  // A profile is private unless its owner says otherwise, and a flag that is not sent would be false: it has to be sent.
  createRule: all(
    `role = "${regular}"`,
    `deleted = ""`,
    "@request.body.isPrivate:isset = true",
  ),
  updateRule: all(
    isUser,
    "id = @request.auth.id",
    unchanged("role"),
    unchanged("deleted"),
  ),
  deleteRule: null,
};

const seesDocument = all(
  isUser,
  `deleted = ""`,
  any(
    "userId = @request.auth.id",
    isSuperadministrator,
    all(
      `userId.deleted = ""`,
      any(
        isAdministrator,
        `access = "public"`,
        all(`access = "role"`, "userRole >= @request.auth.role"),
      ),
    ),
  ),
);

/** A document, too, is deleted by a date, and for good by superusers alone. */
export const documentRules: Rules = {
  listRule: seesDocument,
  viewRule: seesDocument,
  createRule: all(
    isUser,
    "userId = @request.auth.id",
    "userRole = @request.auth.role",
    `deleted = ""`,
  ),
  updateRule: all(
    isUser,
    "userId = @request.auth.id",
    `deleted = ""`,
    unchanged("userId"),
    unchanged("userRole"),
    unchanged("deleted"),
  ),
  deleteRule: null,
};

/** Whether anyone may log in as the user. */
export const loginRule: Rule = `deleted = ""`;

function all(...conditions: readonly string[]): string {
  return conditions.join(" && ");
}

function any(...conditions: readonly string[]): string {
  return `(${conditions.map((one) => (one.includes("&&") ? `(${one})` : one)).join(" || ")})`;
}

function unchanged(field: string): string {
  return `@request.body.${field}:changed = false`;
}
