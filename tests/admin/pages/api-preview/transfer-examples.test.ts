import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type PocketBase from "pocketbase";
import type { CollectionModel } from "pocketbase";
import type { Chapter } from "../../../../src/admin/pages/api-preview/chapters/chapter.ts";
import { chaptersOf } from "../../../../src/admin/pages/api-preview/chapters/chapters-of.ts";
import { placeholders } from "../../../../src/admin/pages/api-preview/examples/preview-context.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import { openSite, type Site, userPassword } from "../../../e2e/site.ts";
import { logInSuperuser, superuser } from "../../../e2e/admin/open-admin.ts";
import { parseCurl } from "./parse-curl.ts";
import { runJs } from "./run-example.ts";

let site: Site;
let client: PocketBase;
let collections: CollectionModel[];
const reader = { email: "reader@example.com", password: userPassword };
const tokens = { superuser: "", reader: "" };

const fields = [
  { name: "title", type: "text", required: true, min: 8, max: 20 },
  { name: "count", type: "number", required: true, min: 50 },
  { name: "kinds", type: "select", values: ["a'b", "$c"], maxSelect: 2 },
  { name: "extra", type: "json", required: true },
  { name: "place", type: "geoPoint" },
  { name: "due", type: "date", required: true },
  { name: "photo", type: "file" },
];

beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
  for (const [name, rule] of [
    ["open", ""],
    ["guarded", "@request.auth.id != ''"],
    ["closed", null],
  ] as const) {
    const rules = { listRule: rule, viewRule: rule, createRule: rule };
    await client.collections.create({ name, type: "base", fields, ...rules });
  }
  await client.collections.create({ name: "members", type: "auth", fields });
  await client.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "select id, title from open",
    listRule: "",
  });
  await client.collections.create({
    name: "pictures",
    type: "base",
    fields: [{ name: "picture", type: "file", required: true }],
  });
  await hashCheaply(site.app, "members");
  await client.collection("users").create({
    ...reader,
    passwordConfirm: reader.password,
  });
  const login = site.client().collection("users");
  const { email, password } = reader;
  tokens.reader = (await login.authWithPassword(email, password)).token;
  tokens.superuser = client.authStore.token;
  collections = await client.collections.getFullList();
});

afterAll(() => site[Symbol.asyncDispose]());

function chapterOf(name: string, id: string): Chapter | undefined {
  // The only accounts that log in here, so that it is they who are asked for.
  const shown = collections.filter((one) => one.name !== "members");
  const collection = collections.find((one) => one.name === name);
  if (collection === undefined) throw new Error(`there is no ${name}`);
  return chaptersOf({
    url: site.url,
    collection,
    collections: shown,
    recordId: placeholders.recordId,
    related: {},
    isBatchEnabled: true,
  }).find((chapter) => chapter.id === id);
}

function exampleOf(name: string, id: string, language: "js" | "curl"): string {
  const example = chapterOf(name, id)?.calls[0]?.examples[language] ?? "";
  const isReader = name === "guarded";
  const { email, password } = isReader ? reader : superuser;
  return example
    .replaceAll(placeholders.email, email)
    .replaceAll(placeholders.password, password)
    .replaceAll(
      placeholders.token,
      isReader ? tokens.reader : tokens.superuser,
    );
}

async function sendCurl(command: string): Promise<Response> {
  const { url, init } = parseCurl(command);
  return fetch(url, init);
}

const names = ["open", "guarded", "closed", "members"];
const checked = { dryRun: true, total: 1, created: 1, failed: 0, errors: [] };
const done = { ...checked, dryRun: false };

/** Without what the example says to leave out. */
function forReal(example: string): string {
  return example.replaceAll(/dryRun(: |=)true/g, "dryRun$1false");
}

async function emptied(name: string): Promise<void> {
  await client.collections.truncate(name);
}

describe.each(names)("for the collection %s", (name) => {
  test("the import's examples check rows, and import them", async () => {
    await emptied(name);
    const js = exampleOf(name, "import", "js");
    const [[said] = []] = await runJs(js);
    expect(said).toMatchObject(checked);
    expect(await client.collection(name).getFullList()).toEqual([]);
    const [[report] = []] = await runJs(forReal(js));
    expect(report).toMatchObject(done);

    await emptied(name);
    const curl = exampleOf(name, "import", "curl");
    expect(await (await sendCurl(curl)).json()).toMatchObject(checked);
    const answer = await sendCurl(forReal(curl));
    expect(await answer.json()).toMatchObject(done);
    expect(await client.collection(name).getFullList()).toHaveLength(1);
  });

  test("the export's examples give what was imported", async () => {
    await emptied(name);
    await sendCurl(forReal(exampleOf(name, "import", "curl")));
    const [{ id } = { id: "" }] = await client.collection(name).getFullList();
    const logged = await runJs(exampleOf(name, "export", "js"));
    expect(logged).toMatchObject([[[{ id }]], [expect.stringContaining(id)]]);
    const answer = await sendCurl(exampleOf(name, "export", "curl"));
    expect(answer.headers.get("content-type")).toStartWith("text/csv");
    expect(await answer.text()).toContain(id);
  });
});

test("a view can be exported, and takes no import", async () => {
  expect(chapterOf("titles", "import")).toBeUndefined();
  const answer = await sendCurl(exampleOf("titles", "export", "curl"));
  expect(answer.status).toBe(200);
});

test("where a record needs a file, it is said that no import can bring one", async () => {
  expect(chapterOf("pictures", "import")?.off).toStartWith("picture is");
  expect(chapterOf("open", "import")?.off).toBeUndefined();
});

describe("the sample answers are those of the server", () => {
  test("for an import that is right, and one that is wrong", async () => {
    await emptied("open");
    const answers = chapterOf("open", "import")?.calls[0]?.answers;
    const right = await sendCurl(exampleOf("open", "import", "curl"));
    const report: unknown = await right.json();
    expect(report).toEqual(answers?.[0]?.body);

    const wrong = await fetch(
      `${site.url}/api/collections/open/records/import`,
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify([{ title: "", count: 60, extra: 1, due: "2027" }]),
      },
    );
    expect(wrong.status).toBe(400);
    const { data, ...said } = (await wrong.json()) as {
      data: Record<string, unknown>;
    };
    const sample = answers?.[1]?.body as typeof said & { data: typeof data };
    const { data: sampleData, ...samples } = sample;
    expect(said).toEqual(samples);
    expect(Object.keys(data)).toEqual(Object.keys(sampleData));
    expect(data["errors"]).toMatchObject(Object(sampleData["errors"]));
  });

  test("for an export in no format", async () => {
    const call = chapterOf("open", "export")?.calls[0];
    const refused = await fetch(`${site.url}${call?.path}?format=xml`);
    expect(await refused.json()).toEqual(call?.answers[1]?.body);
    const closed = chapterOf("closed", "export")?.calls[0];
    const denied = await fetch(`${site.url}${closed?.path}?format=csv`);
    expect(await denied.json()).toEqual(closed?.answers[2]?.body);
  });
});
