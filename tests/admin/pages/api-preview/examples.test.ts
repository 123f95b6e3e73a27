import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type PocketBase from "pocketbase";
import type { CollectionModel, RecordModel } from "pocketbase";
import type { Chapter } from "../../../../src/admin/pages/api-preview/chapters/chapter.ts";
import { chaptersOf } from "../../../../src/admin/pages/api-preview/chapters/chapters-of.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../../../src/admin/pages/api-preview/examples/preview-context.ts";
import {
  createBody,
  type SampleBody,
} from "../../../../src/admin/pages/api-preview/examples/sample-record.ts";
import { isSampleFile } from "../../../../src/admin/pages/api-preview/examples/sample-file.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import { openSite, type Site, userPassword } from "../../../e2e/site.ts";
import { logInSuperuser, superuser } from "../../../e2e/admin/open-admin.ts";
import { parseCurl } from "./parse-curl.ts";
import { runJs } from "./run-example.ts";

const superusers = "_superusers";

let site: Site;
let client: PocketBase;
let collections: CollectionModel[];
let tag: RecordModel;
let count = 0;

beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
  await client.settings.update({ batch: { enabled: true } });
  await client.collections.create({
    name: "tags",
    type: "base",
    viewRule: "",
    fields: [{ name: "word", type: "text" }],
  });
  tag = await client.collection("tags").create({ word: "one" });
  const tags = await client.collections.getOne("tags");
  const rules = (rule: string | null) => ({
    listRule: rule,
    viewRule: rule,
    createRule: rule,
    updateRule: rule,
    deleteRule: rule,
  });
  const fields = everyField(tags.id);
  for (const [name, rule] of [
    ["open", ""],
    ["guarded", "@request.auth.id != ''"],
    ["closed", null],
  ] as const) {
    await client.collections.create({ name, fields, ...rules(rule) });
  }
  await client.collections.create({
    name: "members",
    type: "auth",
    otp: { enabled: true },
    fields,
    ...rules(""),
  });
  await hashCheaply(site.app, "members");
  collections = await client.collections.getFullList();
});

afterAll(() => site[Symbol.asyncDispose]());

/** A field of every type, each with options that an example has to meet. */
function everyField(relatedId: string) {
  const required = true;
  return [
    { name: "title", type: "text", required, min: 8, max: 20 },
    { name: "slug", type: "text", required, pattern: "^[a-z-]+$" },
    { name: "code", type: "text", autogeneratePattern: "[A-Z]{8}", required },
    { name: "body", type: "editor", required },
    { name: "count", type: "number", required, min: 50, onlyInt: true },
    { name: "share", type: "number", required, min: 0, max: 1 },
    { name: "done", type: "bool", required },
    { name: "contact", type: "email", required, onlyDomains: ["hutch.test"] },
    { name: "home", type: "url", required, exceptDomains: ["example.com"] },
    { name: "due", type: "date", required, min: "2027-01-01 00:00:00.000Z" },
    { name: "kind", type: "select", required, values: ["a'b", "c"] },
    { name: "kinds", type: "select", values: ["a", "$b"], maxSelect: 2 },
    { name: "extra", type: "json", required },
    { name: "place", type: "geoPoint", required },
    { name: "label", type: "relation", collectionId: relatedId, required },
    {
      name: "labels",
      type: "relation",
      collectionId: relatedId,
      maxSelect: 3,
    },
    { name: "file", type: "file", required },
    {
      name: "drawing",
      type: "file",
      maxSelect: 2,
      mimeTypes: ["image/png", "image/svg+xml"],
    },
    {
      name: "photo",
      type: "file",
      protected: true,
      mimeTypes: ["image/jpeg", "image/png"],
    },
    { name: "movie", type: "file", mimeTypes: ["video/mp4"] },
    { name: "secret", type: "password", min: 8, cost: 4 },
    { name: "created", type: "autodate", onCreate: true },
  ];
}

/** A record with the values of the "create" example. */
async function newRecord(name: string): Promise<RecordModel> {
  const { email, ...body } = createBody(contextOf(name));
  return client.collection(name).create(
    withContents({
      ...body,
      ...(email !== undefined && { email: `new-user-${++count}@example.com` }),
    }),
  );
}

/** A body whose sample files are files. */
function withContents(body: SampleBody): Record<string, unknown> {
  const content = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(content);
    if (!isSampleFile(value)) return value;
    const { name, type, text, base64 = "" } = value;
    return new File([text ?? Buffer.from(base64, "base64")], name, { type });
  };
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, content(value)]),
  );
}

function contextOf(
  name: string,
  recordId: string = placeholders.recordId,
): PreviewContext {
  const collection = collections.find((one) => one.name === name);
  if (collection === undefined) throw new Error(`there is no ${name}`);
  return {
    url: site.url,
    collection,
    collections,
    recordId,
    related: { [tag.collectionId]: [tag.id] },
    isBatchEnabled: true,
  };
}

function chapterOf(name: string, id: string, recordId?: string): Chapter {
  const chapter = chaptersOf(contextOf(name, recordId)).find(
    (one) => one.id === id,
  );
  if (chapter === undefined) throw new Error(`there is no chapter ${id}`);
  return chapter;
}

/** An example with what a reader has to put in: who logs in, and an email address that is free. */
async function filled(example: string, name: string): Promise<string> {
  const isMembers = name === "members";
  const isSuperuser = example.includes(superusers);
  let { email, password }: { email: string; password: string } = superuser;
  let { token } = client.authStore;
  if (isMembers || (!isSuperuser && name === "guarded")) {
    const collection = isMembers ? "members" : "users";
    email = `reader-${++count}@example.com`;
    password = userPassword;
    await client.collection(collection).create({
      ...(isMembers && withContents(createBody(contextOf(name)))),
      email,
      password,
      passwordConfirm: password,
    });
    const guest = site.client();
    const login = guest
      .collection(collection)
      .authWithPassword(email, password);
    token = (await login).token;
  }
  return example
    .replaceAll(placeholders.email, email)
    .replaceAll(placeholders.password, password)
    .replaceAll(placeholders.token, token)
    .replaceAll("new-user@", `new-user-${++count}@`);
}

/** A picture for the examples that ask for one of the reader's own. */
const files = {
  "pixel.png": new Blob([
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  ]),
};

async function sendCurl(command: string): Promise<Response> {
  const { url, init } = parseCurl(command, files);
  return fetch(url, init);
}

const names = ["open", "guarded", "closed", "members"];
const recordChapters = ["list", "view", "create", "update", "batch", "delete"];

describe.each(names)("the examples for the collection %s", (name) => {
  test.each(recordChapters)("work in JavaScript: %s", async (id) => {
    const { id: recordId } = await newRecord(name);
    for (const { examples } of chapterOf(name, id, recordId).calls) {
      await runJs(await filled(examples.js ?? "", name));
    }
  });

  test.each(recordChapters)("work with curl: %s", async (id) => {
    const { id: recordId } = await newRecord(name);
    for (const { examples } of chapterOf(name, id, recordId).calls) {
      const command = await filled(examples.curl ?? "", name);
      const response = await sendCurl(command);
      expect(response.ok ? "" : await response.text()).toBe("");
    }
  });
});

test("a created record has a value in every field that an example can fill", async () => {
  const record = await newRecord("open");
  const empty = Object.keys(record).filter((field) => {
    const value: unknown = record[field];
    return value === "" || value === null || value === 0;
  });
  expect(empty).toEqual(["movie", "secret"]);
});

test("the list's example finds and expands records", async () => {
  const { id } = await newRecord("open");
  const { examples } = chapterOf("open", "list").calls[0] ?? {};
  const response = await sendCurl(examples?.curl ?? "");
  const { items } = (await response.json()) as { items: RecordModel[] };
  expect(items.map((item) => item.id)).toContain(id);
  expect(items[0]?.expand?.["label"]).toMatchObject({ id: tag.id });
});

test("the realtime examples subscribe, and unsubscribe as their comment says", async () => {
  const { id } = await newRecord("open");
  const { examples } = chapterOf("open", "realtime", id).calls[0] ?? {};
  await runJs((examples?.js ?? "").replace("// await", "await"));
});

test("the examples for files lead to the file, protected or not", async () => {
  const record = await newRecord("open");
  const context = { ...contextOf("open", record.id), record };
  const chapter = chaptersOf(context).find(({ id }) => id === "files");
  const [file, token] = chapter?.calls ?? [];
  const js = await filled(file?.examples.js ?? "", "guarded");
  const logged = await runJs(js);
  expect((await fetch(String(logged[0]?.[0]))).status).toBe(200);

  const issued = await sendCurl(
    await filled(token?.examples.curl ?? "", "guarded"),
  );
  const { token: fileToken } = (await issued.json()) as { token: string };
  const curl = (file?.examples.curl ?? "").replace(
    placeholders.fileToken,
    fileToken,
  );
  expect((await sendCurl(curl)).status).toBe(200);
});

describe("the examples for logins", () => {
  test.each(["auth-methods", "auth-with-password", "auth-refresh"])(
    "work: %s",
    async (id) => {
      const { examples } = chapterOf("members", id).calls[0] ?? {};
      await runJs(await filled(examples?.js ?? "", "members"));
      const command = await filled(examples?.curl ?? "", "members");
      expect((await sendCurl(command)).status).toBe(200);
    },
  );

  test("impersonate an account", async () => {
    const { id } = await newRecord("members");
    const { examples } = chapterOf("members", "impersonate", id).calls[0] ?? {};
    const asSuperuser = (example = "") => filled(example, "closed");
    const logged = await runJs(await asSuperuser(examples?.js));
    expect(logged[0]?.[1]).toMatchObject({ id });
    const response = await sendCurl(await asSuperuser(examples?.curl));
    expect(response.status).toBe(200);
  });

  test.each(["js", "curl"] as const)(
    "log in with a one-time password: %s",
    async (language) => {
      const [request, login] = chapterOf("members", "auth-with-otp").calls;
      const asking = await filled(request?.examples[language] ?? "", "members");
      const otpId =
        language === "js"
          ? (await runJs(asking))[0]?.[0]
          : ((await (await sendCurl(asking)).json()) as { otpId: string })
              .otpId;
      const { text } = await site.mails.next();
      const [digits = ""] = /\b\d{6,}\b/.exec(text) ?? [];
      const logging = (login?.examples[language] ?? "")
        .replace(placeholders.otpId, String(otpId))
        .replace(placeholders.otp, digits);
      if (language === "js") await runJs(logging);
      else expect((await sendCurl(logging)).status).toBe(200);
    },
  );
});

describe("the examples for accounts go by mail", () => {
  test.each([
    ["verification", "js"],
    ["verification", "curl"],
    ["password-reset", "js"],
    ["password-reset", "curl"],
    ["email-change", "js"],
    ["email-change", "curl"],
  ] as const)("%s: %s", async (id, language) => {
    const [request, confirm] = chapterOf("members", id).calls;
    const asking = await filled(request?.examples[language] ?? "", "members");
    const newEmail = `other-${++count}@example.com`;
    await run(language, asking.replace(placeholders.newEmail, newEmail));
    const { html } = await site.mails.next();
    const [, token = ""] = /#\/auth\/[\w-]+\/([\w.-]+)/.exec(html) ?? [];
    await run(
      language,
      (confirm?.examples[language] ?? "")
        .replace(placeholders.mailToken, token)
        .replaceAll(placeholders.newPassword, "another-good-password")
        .replace(placeholders.password, userPassword),
    );
  });

  async function run(language: "js" | "curl", example: string): Promise<void> {
    if (language === "js") await runJs(example);
    else expect((await sendCurl(example)).status).toBe(204);
  }
});

describe("the sample answers are those of the server", () => {
  test("for a record: the same names", async () => {
    const record = await newRecord("open");
    const [answer] =
      chapterOf("open", "view", record.id).calls[0]?.answers ?? [];
    expect(Object.keys(Object(answer?.body)).toSorted()).toEqual(
      Object.keys(record).toSorted(),
    );
  });

  test("for refusals", async () => {
    const closed = chapterOf("closed", "list").calls[0];
    const refused = await fetch(`${site.url}${closed?.path}`);
    expect(await refused.json()).toEqual(
      closed?.answers.find(({ status }) => status === 403)?.body,
    );

    const view = chapterOf("open", "view").calls[0];
    const missing = await fetch(
      `${site.url}/api/collections/open/records/none`,
    );
    expect(await missing.json()).toEqual(
      view?.answers.find(({ status }) => status === 404)?.body,
    );

    const login = chapterOf("members", "auth-with-password").calls[0];
    const failed = await fetch(`${site.url}${login?.path}`, {
      method: "POST",
      body: new URLSearchParams({ identity: "a@b.test", password: "x" }),
    });
    expect(await failed.json()).toEqual(
      login?.answers.find(({ status }) => status === 400)?.body,
    );
  });

  test("for the ways to log in: the same names", async () => {
    const call = chapterOf("members", "auth-methods").calls[0];
    const response = await fetch(`${site.url}${call?.path}`);
    const answer: unknown = await response.json();
    expect(Object.keys(Object(answer))).toEqual(
      // There are more, for older SDKs.
      expect.arrayContaining(Object.keys(Object(call?.answers[0]?.body))),
    );
  });
});
