import type { JsonObject } from "../../core/json.ts";
import { documentsName, rolesName, usersName } from "./collection-names.ts";
import { superadministrator } from "./roles.ts";
import { documentRules, loginRule, roleRules, userRules } from "./rules.ts";

const uuid =
  "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

const idField = { name: "id", type: "text", primaryKey: true, required: true };
const uuidField = {
  ...idField,
  min: 36,
  max: 36,
  pattern: `^${uuid}$`,
  autogeneratePattern: uuid,
};

const rolesId = collectionId(rolesName);
const usersId = collectionId(usersName);

const dateFields: readonly JsonObject[] = [
  {
    name: "deleted",
    type: "date",
    help: "Since when it counts as deleted; empty while it does not.",
  },
  { name: "created", type: "autodate", onCreate: true },
  { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
];

const roles: JsonObject = {
  id: rolesId,
  name: rolesName,
  type: "base",
  ...roleRules,
  fields: [
    // One digit: rules compare roles as texts, and "10" would come before "2".
    { ...idField, pattern: "^[1-9]$" },
    { name: "label", type: "text", required: true, presentable: true },
  ],
  indexes: [
    `CREATE UNIQUE INDEX \`idx_label_${rolesId}\` ON \`${rolesName}\` (\`label\`)`,
  ],
};

const users: JsonObject = {
  id: usersId,
  name: usersName,
  type: "auth",
  ...userRules,
  authRule: loginRule,
  // A day, as at LibreDMS itself.
  authToken: { duration: 86_400 },
  fields: [
    uuidField,
    {
      name: "password",
      type: "password",
      system: true,
      hidden: true,
      required: true,
      min: 8,
      // Not whitespace alone.
      pattern: "[^\\s\\p{Z}]",
    },
    {
      name: "name",
      type: "text",
      required: true,
      max: 255,
      presentable: true,
      pattern: "^[A-z][A-Za-z'-]*\\s+[A-z][A-Za-z'-]*$",
      help: "First and last name.",
    },
    {
      name: "isPrivate",
      type: "bool",
      help: "Shows the profile to its owner and to administrators alone.",
    },
    relation("role", rolesId),
    {
      name: "loggedOut",
      type: "json",
      hidden: true,
      help: "What the LibreDMS API remembers of tokens that were logged out.",
    },
    ...dateFields,
  ],
  indexes: [
    // With the date in it, so that it is no index on the role alone, of which each had one user then.
    `CREATE UNIQUE INDEX \`idx_superadministrator_${usersId}\` ON \`${usersName}\` (\`role\`, \`deleted\`) WHERE \`role\` = '${superadministrator}'`,
  ],
};

const documents: JsonObject = {
  id: collectionId(documentsName),
  name: documentsName,
  type: "base",
  ...documentRules,
  fields: [
    uuidField,
    {
      name: "title",
      type: "text",
      required: true,
      max: 255,
      presentable: true,
    },
    { name: "content", type: "text", max: 10_000_000 },
    {
      name: "type",
      type: "select",
      values: ["text", "quill"],
      maxSelect: 1,
      help: "What the content is: plain text, or what a Quill editor wrote.",
    },
    {
      name: "access",
      type: "select",
      values: ["private", "role", "public"],
      maxSelect: 1,
      required: true,
    },
    {
      name: "accesslevel",
      type: "select",
      values: ["view", "comment"],
      maxSelect: 1,
      required: true,
    },
    relation("userId", usersId),
    {
      ...relation("userRole", rolesId),
      help: "The owner's role when the document was saved; with role access, who has it or a higher one sees the document.",
    },
    ...dateFields,
  ],
  indexes: [
    // With all that the rules ask about: whoever counts documents would otherwise read their contents, too.
    `CREATE INDEX \`idx_userId_${collectionId(documentsName)}\` ON \`${documentsName}\` (\`userId\`, \`updated\`, \`deleted\`, \`access\`, \`userRole\`)`,
    `CREATE INDEX \`idx_updated_${collectionId(documentsName)}\` ON \`${documentsName}\` (\`updated\`)`,
  ],
};

/** What LibreDMS keeps, in the order in which one refers to the other. */
export const collections: readonly JsonObject[] = [roles, users, documents];

/** Known beforehand, as relations point at it. */
function collectionId(name: string): string {
  return `pbc_${name}`;
}

/** A relation to one record, which cannot go while this one is there. */
function relation(name: string, to: string): JsonObject {
  return {
    name,
    type: "relation",
    collectionId: to,
    required: true,
    maxSelect: 1,
    cascadeDelete: false,
  };
}
