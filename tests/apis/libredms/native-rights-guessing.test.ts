import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Library, type Member, openLibrary } from "./open-library.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";
const roles = "/api/collections/libredms_roles/records";

let library: Library;
let owner: Member;
let reader: Member;

beforeAll(async () => {
  library = await openLibrary();
  owner = await library.addUser("3");
  reader = await library.addUser("4");
  await library.addUser("3", { isPrivate: true, name: "Hidden Person" });
  await library.addDocument(owner, { title: "shown", access: "public" });
  const content = "attack at dawn";
  await library.addDocument(owner, { title: "secret plan", content });
  // Somebody's address has to show for those of others to be asked about.
  await library.addUser("3", { emailVisibility: true });
});
afterAll(() => library.close());

async function count(path: string, filter: string): Promise<number> {
  const response = await library.api.send(
    `GET ${path}?filter=${encodeURIComponent(filter)}`,
    { token: reader.token },
  );
  expect(response.status).toBe(200);
  return ((await response.json()) as { totalItems: number }).totalItems;
}

test.each([
  [
    "what an owner's other documents are called",
    users,
    "libredms_documents_via_userId.title",
    "secret%",
    "shewn%",
  ],
  [
    "what is in them",
    users,
    "libredms_documents_via_userId.content",
    "attack%",
    "attach%",
  ],
  [
    "whether they are private",
    documents,
    "userId.libredms_documents_via_userId.access",
    "private",
    "prevate",
  ],
  [
    "what those are called who are hidden",
    roles,
    "libredms_users_via_role.name",
    "hidden%",
    "hodden%",
  ],
  [
    "what hidden documents of a role are called",
    roles,
    "libredms_documents_via_userRole.title",
    "secret%",
    "shewn%",
  ],
  [
    "what they end in, in lower case",
    users,
    "libredms_documents_via_userId.title:lower",
    "% plan",
    "% plans",
  ],
  [
    "what addresses are that do not show",
    roles,
    "libredms_users_via_role.email",
    "user1@%",
    "user0@%",
  ],
])(
  "a filter that must hold for all does not tell %s",
  async (_, path, field, right, wrong) => {
    const seen = await count(path, `${field} !~ "${wrong}"`);
    expect(await count(path, `${field} !~ "${right}"`)).toBe(seen);
  },
);
