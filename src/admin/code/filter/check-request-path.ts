import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import { checkPath, type Part, partsOf, splitModifier } from "./check-path.ts";
import { type FilterProblem, problemAt } from "./filter-problem.ts";
import {
  canHoldList,
  type FilterCollection,
  findCollection,
  findField,
  loginCollections,
  type RecordScope,
} from "./filter-scope.ts";
import { Joins } from "./joins.ts";
import { superusersName } from "./vocabulary.ts";

const allowed =
  /^@request\.(?:context|method|(?:auth|body|query|headers)\.[\w.:]*\w)$/;

/** Fields of the login that are known without asking the database. */
const plainLoginFields = new Set([
  "id",
  "collectionId",
  "collectionName",
  "email",
  "emailVisibility",
  "verified",
]);

/** What is wrong with a path that begins with `@request.`. */
export function checkRequestPath(
  scope: RecordScope,
  path: Part,
  joins: Joins,
): FilterProblem | undefined {
  if (!allowed.test(path.text)) {
    return problemAt(
      path,
      fill(codeText.check.unknownRequest, { path: path.text }),
    );
  }
  const [, root, ...keys] = partsOf(path.text, path.start);
  if (root?.text === "auth") return checkLogin(scope, path, keys, joins);
  if (root?.text === "body") return checkBody(scope, path, keys, joins);
  return checkPlain(path, keys);
}

function checkLogin(
  scope: RecordScope,
  path: Part,
  keys: readonly Part[],
  joins: Joins,
): FilterProblem | undefined {
  if (keys.length === 1 && plainLoginFields.has(keys[0]?.text ?? "")) {
    return undefined;
  }
  // A filter is tried in the name of the superuser who looks at it.
  if (scope.mode === "filter") {
    const own = findCollection(scope, superusersName);
    if (own === undefined) return undefined;
    return checkLoginOf(scope, own, keys, joins, /* missingIsEmpty */ true);
  }
  // What is wrong with a rule shows only when somebody logged in comes along: the server takes it.
  const logins = loginCollections(scope);
  const found = logins.map((login) =>
    checkLoginOf(scope, login, keys, new Joins(), /* missingIsEmpty */ false),
  );
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return undefined;
  return logins.length === 1
    ? { ...first, severity: "warning" }
    : problemAt(
        path,
        fill(codeText.check.unknownLogin, {
          path: keys.map(({ text }) => text).join("."),
        }),
        "warning",
      );
}

function checkLoginOf(
  scope: RecordScope,
  collection: FilterCollection,
  keys: readonly Part[],
  joins: Joins,
  missingIsEmpty: boolean,
): FilterProblem | undefined {
  const key = "@request.auth";
  const [first] = keys;
  return (
    (first && joins.add(key, first)) ??
    checkPath(scope, { collection, key, missingIsEmpty }, keys, joins)
  );
}

function checkBody(
  scope: RecordScope,
  path: Part,
  keys: readonly Part[],
  joins: Joins,
): FilterProblem | undefined {
  const [first, ...rest] = keys;
  if (first === undefined) return undefined;
  const { name, modifier, problem } = splitModifier(first);
  if (problem !== undefined) return problem;
  const field = findField(scope.collection, name);
  if (field === undefined) return checkPlain(path, keys);

  if (rest.length > 0) {
    if (field.type !== "relation") return checkPlain(path, keys);
    return checkBodyRelation(scope, field.collectionId ?? "", rest);
  }
  if (modifier === "each" || modifier === "length") {
    if (canHoldList(field)) {
      return modifier === "each"
        ? joins.add(`@request.body.${name}[]`, first)
        : undefined;
    }
    const text = fill(codeText.check.noList, { modifier, field: name });
    return problemAt(first, text);
  }
  if (modifier === "lower" || modifier === "changed") return undefined;
  return checkPlain(path, keys);
}

/** As with logins, the server sees what is wrong only once there is a body. */
function checkBodyRelation(
  scope: RecordScope,
  collectionId: string,
  rest: readonly Part[],
): FilterProblem | undefined {
  const collection = findCollection(scope, collectionId);
  if (collection === undefined) return undefined;
  const start = { collection, key: "", missingIsEmpty: false };
  const found = checkPath(scope, start, rest, new Joins());
  return found && { ...found, severity: "warning" };
}

function checkPlain(
  path: Part,
  keys: readonly Part[],
): FilterProblem | undefined {
  const last = keys.at(-1);
  if (last === undefined) return undefined;
  const { modifier, problem } = splitModifier(last);
  if (problem !== undefined) return problem;
  if (modifier === undefined || modifier === "lower" || modifier === "isset") {
    return undefined;
  }
  return problemAt(
    last,
    fill(codeText.check.misplacedModifier, { modifier, path: path.text }),
  );
}
