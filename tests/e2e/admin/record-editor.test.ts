import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import type PocketBase from "pocketbase";
import type { RecordModel } from "pocketbase";
import { closeBrowser } from "../browser.ts";
import { nextLink, openSite, type Site, userPassword } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { logInSuperuser, superuser, visitAdmin } from "./open-admin.ts";

let site: Site;
let client: PocketBase;

beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
  const tags = await client.collections.create({
    name: "tags",
    type: "base",
    fields: [
      { name: "name", type: "text", presentable: true },
      { name: "logo", type: "file", maxSelect: 1, thumbs: ["50x50"] },
    ],
  });
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "views", type: "number" },
      { name: "due", type: "date" },
      { name: "kind", type: "select", values: ["news", "story"], maxSelect: 1 },
      {
        name: "colors",
        type: "select",
        values: ["red", "green", "blue"],
        maxSelect: 3,
      },
      {
        name: "tags",
        type: "relation",
        collectionId: tags.id,
        maxSelect: 5,
      },
      { name: "files", type: "file", maxSelect: 5, maxSize: 1000 },
      { name: "secret", type: "file", maxSelect: 1, protected: true },
      { name: "body", type: "editor" },
      { name: "data", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
  });
});

beforeEach(async () => {
  await client.collections.truncate("posts");
  await client.collections.truncate("tags");
});

afterAll(async () => {
  await closeBrowser();
  await site[Symbol.asyncDispose]();
});

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

function post(values: object = {}): Promise<RecordModel> {
  return client.collection("posts").create({ title: "First", ...values });
}

function stored(id: string): Promise<RecordModel> {
  return client.collection("posts").getOne(id);
}

/** What the files of a record are called, without what the server adds. */
function fileNames({ files }: RecordModel): string[] {
  return files.map((name: string) => name.replace(/_\w{10}(?=\.)/, ""));
}

/** Opens a record in the editor, as its address does. */
async function edit(
  { id, collectionName }: RecordModel,
  look: (page: Page, editor: Locator) => Promise<void>,
): Promise<void> {
  const address = `#/collections?collection=${collectionName}&record=${id}`;
  await visitAdmin(site, address, async (page) => {
    await look(page, await openedEditor(page));
  });
}

async function openedEditor(page: Page, title = "Edit record") {
  const editor = page.getByRole("dialog", { name: title });
  await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
  return editor;
}

/** Saves and waits until it is said to be done. */
async function save(page: Page, button = "Save"): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).last().click();
  await page
    .getByText(/^Record (saved|created)/)
    .last()
    .waitFor();
}

function choose(within: Locator, file: string, content: string | Buffer) {
  return within.locator("input[type=file]").setInputFiles({
    name: file,
    mimeType: file.endsWith(".png") ? "image/png" : "text/plain",
    buffer: Buffer.from(content),
  });
}

function field(within: Locator, name: string): Locator {
  return within.locator(`[data-field="${name}"]`);
}

/** Moves the last thing of a list to its beginning, by keyboard; each step is announced. */
async function moveToTop(page: Page, name: string, count: number) {
  const place = (position: number) =>
    page.getByText(`position ${position} of ${count}.`).waitFor();
  await page.getByRole("button", { name: `Move ${name}`, exact: true }).focus();
  await page.keyboard.press("Space");
  await place(count);
  for (let position = count - 1; position > 0; position--) {
    await page.keyboard.press("ArrowUp");
    await place(position);
  }
  await page.keyboard.press("Space");
  await page.getByText(`${name} put down`).waitFor();
}

test("a record is made with values of all kinds", async () => {
  await client.collection("tags").create({ name: "Tea" });
  await visitAdmin(site, "#/collections?collection=posts", async (page) => {
    await page.getByRole("button", { name: "New record" }).first().click();
    const editor = page.getByRole("dialog", { name: "New record" });
    // The server makes the id, which comes first.
    await editor.locator('[name="title"]:focus').waitFor();
    await page.keyboard.type("Made here");
    await editor.getByLabel("views", { exact: true }).fill("12");
    await editor.getByLabel("due", { exact: true }).fill("2026-05-06 10:30");
    await editor.getByRole("combobox", { name: "kind" }).click();
    await page.getByRole("option", { name: "story" }).click();
    await editor.getByRole("combobox", { name: "colors" }).click();
    await page.getByRole("option", { name: "blue" }).click();
    await page.getByRole("option", { name: "red" }).click();
    await page.keyboard.press("Escape");
    await choose(field(editor, "files"), "words.txt", "some words");
    await editor.getByRole("textbox", { name: "body" }).click();
    await page.keyboard.type("Hello");
    await editor.getByRole("textbox", { name: "data" }).click();
    await page.keyboard.insertText('{ "a": [1, 2] }');
    await editor.getByLabel("Longitude", { exact: true }).fill("");
    await page.keyboard.type("-13.4");
    await editor.getByLabel("Latitude", { exact: true }).fill("52.5");
    await editor.getByRole("button", { name: "Create" }).click();
    await editor.waitFor({ state: "detached" });
  });
  const [made] = await client.collection("posts").getFullList();
  expect(made).toMatchObject({
    title: "Made here",
    views: 12,
    kind: "story",
    colors: ["blue", "red"],
    body: "<p>Hello</p>",
    data: { a: [1, 2] },
    place: { lon: -13.4, lat: 52.5 },
  });
  expect(new Date(made!["due"]).getTime()).toBe(
    new Date("2026-05-06T10:30").getTime(),
  );
  expect(fileNames(made!)).toEqual(["words.txt"]);
});

test("what the server refuses is said at the field, which takes the focus", async () => {
  await edit(await post(), async (page, editor) => {
    await editor.getByLabel("title").fill("");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await field(editor, "title").getByText("Fill this in.").waitFor();
    expect(await editor.locator(":focus").getAttribute("name")).toBe("title");
    await editor.getByLabel("title").fill("Better");
    await save(page);
  });
});

test("what is no value is not saved", async () => {
  const record = await post({ data: { a: 1 }, views: 5 });
  await edit(record, async (page, editor) => {
    await editor.getByRole("textbox", { name: "data" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText('{ "a": ');
    await page.keyboard.press("ControlOrMeta+S");
    await field(editor, "data")
      .getByText(/^This is not valid JSON|expected/)
      .waitFor();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText("[2]");
    await editor.getByLabel("views", { exact: true }).fill("many");
    await page.keyboard.press("ControlOrMeta+S");
    await field(editor, "views").getByText("Write a number").waitFor();
    await editor.getByLabel("views", { exact: true }).fill("7");
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record saved").waitFor();
    await editor.waitFor();
  });
  expect(await stored(record.id)).toMatchObject({ data: [2], views: 7 });
});

test("edits are guarded, kept over a reload, and offered again", async () => {
  const record = await post();
  await edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Not saved");
    await page.keyboard.press("Escape");
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => key.includes("record-draft")),
    );
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    const again = await openedEditor(page);
    expect(await again.getByLabel("title").inputValue()).toBe("First");
    await again.getByRole("button", { name: "Restore" }).click();
    expect(await again.getByLabel("title").inputValue()).toBe("Not saved");
    await save(page);
    await again.waitFor({ state: "detached" });
    expect(
      await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.includes("draft")),
      ),
    ).toEqual([]);
  });
  expect((await stored(record.id))["title"]).toBe("Not saved");
});

test("what is changed elsewhere meanwhile is taken over, field by field", async () => {
  const record = await post({ views: 1 });
  await edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Mine");
    await client.collection("posts").update(record.id, { views: 2 });
    await field(editor, "views").getByText("Changed elsewhere").waitFor();
    expect(await editor.getByLabel("views", { exact: true }).inputValue()).toBe(
      "2",
    );
    await client.collection("posts").update(record.id, { title: "Theirs" });
    await field(editor, "title").locator("..").getByText("Theirs").waitFor();
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    expect((await stored(record.id))["title"]).toBe("Theirs");
    await editor.getByRole("button", { name: "Keep mine" }).click();
    await save(page);
  });
  expect(await stored(record.id)).toMatchObject({ title: "Mine", views: 2 });
});

test("nothing is overwritten either where no news come", async () => {
  const record = await post({ views: 1 });
  const address = `#/collections?collection=posts&record=${record.id}`;
  await visitAdmin(site, "#/settings", async (page) => {
    await page.route("**/api/realtime", (route) => route.abort());
    await page.goto(`${site.url}/_/${address}`);
    const editor = await openedEditor(page);
    await editor.getByLabel("title").fill("Mine");
    await client.collection("posts").update(record.id, { views: 2 });
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("is kept: views").waitFor();
    expect(await stored(record.id)).toMatchObject({ title: "Mine", views: 2 });
    await editor.getByLabel("title").fill("Mine again");
    await client.collection("posts").update(record.id, { title: "Theirs" });
    await page.keyboard.press("ControlOrMeta+S");
    await editor.getByRole("button", { name: "Take the other" }).click();
    expect(await editor.getByLabel("title").inputValue()).toBe("Theirs");
  });
});

test("a record that was deleted meanwhile can be made anew", async () => {
  const record = await post();
  await edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Kept");
    await client.collection("posts").delete(record.id);
    await editor.getByRole("button", { name: "Create it anew" }).click();
    await save(page, "Create");
  });
  expect((await stored(record.id))["title"]).toBe("Kept");
});

test("related records are found, made, edited and put in order", async () => {
  const tags = client.collection("tags");
  const [tea, coffee] = [
    await tags.create({ name: "Tea" }),
    await tags.create({ name: "Coffee" }),
  ];
  const record = await post({ tags: [tea.id] });
  await edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: /^tags/ }).click();
    const picker = page.getByRole("dialog", { name: "Choose from tags" });
    await picker.getByRole("searchbox").fill("cof");
    await picker.getByRole("button", { name: "Choose Tea" }).waitFor({
      state: "detached",
    });
    await picker.getByRole("button", { name: "Choose Coffee" }).click();
    await picker.getByRole("button", { name: "New record" }).click();
    const nested = page.getByRole("dialog", { name: "New record" });
    await nested.getByLabel("name").fill("Water");
    await nested.getByRole("button", { name: "Create" }).click();
    await nested.waitFor({ state: "detached" });
    await picker.getByText("3 of 5 chosen").waitFor();
    await picker.getByRole("button", { name: "Use these" }).click();
    await editor.getByRole("button", { name: "Edit Water" }).click();
    const opened = page.getByRole("dialog", { name: "Edit record" }).last();
    await opened.getByLabel("name").fill("Cold water");
    await save(page);
    await moveToTop(page, "Cold water", 3);
    await editor.getByRole("button", { name: "Remove Tea" }).click();
    await save(page);
  });
  const { expand } = await client
    .collection("posts")
    .getOne(record.id, { expand: "tags" });
  expect(expand!["tags"].map(({ name }: RecordModel) => name)).toEqual([
    "Cold water",
    coffee["name"],
  ]);
});

test("files are added in their place, taken back, looked at, and refused early", async () => {
  const record = await post({
    files: [new File(["one"], "one.txt"), new File(["two"], "two.txt")],
    secret: new File([picture], "hidden.png"),
  });
  await edit(record, async (page, editor) => {
    const files = field(editor, "files");
    await choose(files, "large.txt", "x".repeat(1001));
    await files.getByText("more than the 1000 B that are allowed").waitFor();
    await choose(files, "new.txt", "new words");
    await files.getByRole("button", { name: "Preview new.txt" }).click();
    await page.getByText("new words").waitFor();
    await page.keyboard.press("Escape");
    await files.getByRole("button", { name: /^Remove one/ }).click();
    await files.getByRole("button", { name: /^Keep one/ }).click();
    await files.getByRole("button", { name: /^Remove two/ }).click();
    await moveToTop(page, "new.txt", 3);
    await field(editor, "secret")
      .getByRole("button", { name: /^Preview/ })
      .click();
    await page.getByText("1 × 1").waitFor();
    await page.keyboard.press("Escape");
    await save(page);
  });
  expect(fileNames(await stored(record.id))).toEqual(["new.txt", "one.txt"]);
});

test("sending files can be stopped", async () => {
  const record = await post();
  await edit(record, async (page, editor) => {
    await page.route("**/records/*", (route) =>
      route.request().method() === "PATCH" ? undefined : route.continue(),
    );
    await choose(field(editor, "files"), "new.txt", "new words");
    await page.keyboard.press("ControlOrMeta+S");
    await editor.getByText("Sending files").waitFor();
    await editor.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Nothing was saved").waitFor();
    await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
  });
  expect(fileNames(await stored(record.id))).toEqual([]);
});

test("a rich text keeps what the editor does not know of", async () => {
  const body =
    '<p style="text-align:CENTER" class="lead">One <em><strong>two</strong></em></p>\n<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><table style="width: 100%" border="1"><colgroup><col style="width: 30%"><col></colgroup><tbody><tr><th scope="col">1</th><td>2</td></tr></tbody></table><p><span style="color: #f00">red</span><img src="/x.png" alt="x" width="10"> H<sub>2</sub>O</p>';
  const record = await post({ body });
  await edit(record, async (page, editor) => {
    const text = editor.getByRole("textbox", { name: "body" });
    await text.getByText("One").click();
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await save(page);
  });
  const saved = await stored(record.id);
  expect(saved["body"]).toContain(
    '<p style="text-align:CENTER" class="lead">One ',
  );
  for (const part of [
    "<em>two!</em>",
    '<table style="width: 100%" border="1"><colgroup><col style="width: 30%"><col></colgroup>',
    '<th scope="col">',
    '<span style="color: #f00">red</span>',
    "H<sub>2</sub>O",
  ]) {
    expect(saved["body"]).toContain(part);
  }
});

test.each([
  "<div><p>in a box</p></div>",
  '<p onclick="run()">a</p>',
  "<p>a<!-- note --></p>",
  "<table><thead><tr><th>a</th></tr></thead></table>",
  '<iframe src="/"></iframe>',
])("%p opens as HTML, since the editor would lose a part", async (body) => {
  const record = await post({ body });
  await edit(record, async (page, editor) => {
    await editor
      .getByText("parts that the formatted editor would lose")
      .waitFor();
    const text = editor.getByRole("textbox", { name: "body" });
    await text.click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.insertText("x");
    await save(page);
  });
  expect((await stored(record.id))["body"]).toBe(`x${body}`);
});

test("a text is formatted, linked, and given tables and pictures of records", async () => {
  const tag = await client
    .collection("tags")
    .create({ name: "Tea", logo: new File([picture], "logo.png") });
  const record = await post();
  await edit(record, async (page, editor) => {
    const tool = (name: string) =>
      editor.getByRole("button", { name, exact: true });
    await editor.getByRole("textbox", { name: "body" }).click();
    await tool("Bold").click();
    await page.keyboard.type("strong");
    await page.keyboard.press("ControlOrMeta+A");
    await tool("Link").click();
    await page
      .getByLabel("Address", { exact: true })
      .fill("https://example.com/");
    await page.keyboard.press("Enter");
    await editor.getByRole("textbox", { name: "body" }).press("End");
    await tool("Insert a file of a record").click();
    const media = page.getByRole("dialog", { name: "Insert a file" });
    await media.getByRole("combobox", { name: "Collection" }).click();
    await page.getByRole("option", { name: "tags" }).click();
    await media.getByRole("button", { name: `Insert ${tag["logo"]}` }).click();
    await tool("Table").click();
    await page.getByRole("menuitem", { name: "Insert a table" }).click();
    await tool("Fill the window").click();
    await tool("Leave full window").waitFor();
    await page.keyboard.press("Escape");
    await tool("Fill the window").waitFor();
    await save(page);
  });
  const { body } = await stored(record.id);
  expect(body).toContain(
    '<a href="https://example.com/"><strong>strong</strong></a>',
  );
  expect(body).toContain(`/api/files/${tag.collectionId}/${tag.id}/`);
  expect(body).toContain("<table>");
});

test("a pin on the map is moved by keyboard and by pressing", async () => {
  const record = await post({ place: { lon: 10, lat: 50 } });
  await edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "Show the map" }).click();
    await editor.getByRole("button", { name: /^Pin at/ }).press("ArrowUp");
    const lat = editor.getByLabel("Latitude", { exact: true });
    expect(Number(await lat.inputValue())).toBeGreaterThan(50);
    await editor
      .getByRole("group", { name: /^Map/ })
      .click({ position: { x: 30, y: 200 } });
    const lon = editor.getByLabel("Longitude", { exact: true });
    expect(Number(await lon.inputValue())).toBeLessThan(10);
    await save(page);
  });
  expect((await stored(record.id))["place"].lon).toBeLessThan(10);
});

test("a copy has the files, too", async () => {
  const record = await post({ files: [new File(["one"], "one.txt")] });
  await edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    const copy = page.getByRole("dialog", { name: "Copy of a record" });
    await copy.getByLabel("title").fill("Second");
    await save(page, "Create");
  });
  const copy = await client
    .collection("posts")
    .getFirstListItem('title = "Second"');
  expect(copy.id).not.toBe(record.id);
  expect(fileNames(copy)).toEqual(["one.txt"]);
});

test("a record is deleted after a question", async () => {
  const record = await post();
  await edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Delete" })
      .click();
    await page.getByText("Record deleted").waitFor();
  });
  expect(stored(record.id)).rejects.toThrow();
});

test("what an account needs is at hand", async () => {
  const user = await site.newUser("anna@example.com");
  const users = client.collection("users");
  const link = await client.collection("_externalAuths").create({
    collectionRef: site.users.id,
    recordRef: user.id,
    provider: "google",
    providerId: "12345",
  });
  const login = await site
    .client()
    .collection("users")
    .authWithPassword("anna@example.com", userPassword);
  const record = await users.getOne(user.id);
  await edit(record, async (page, editor) => {
    const act = async (name: string) => {
      await editor.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    await act("Send a verification mail");
    await page.getByText("A verification mail is on its way").waitFor();
    expect(await nextLink(site)).toContain("/auth/confirm-verification/");
    await act("Send a password reset mail");
    await page.getByText("A password reset mail is on its way").waitFor();
    expect(await nextLink(site)).toContain("/auth/confirm-password-reset/");

    await act("Impersonate");
    const dialog = page.getByRole("dialog", { name: "Impersonate" });
    await dialog.getByLabel("Valid for", { exact: true }).fill("60");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    const token = await dialog
      .getByRole("textbox", { name: "Token" })
      .inputValue();
    const acting = site.client();
    acting.authStore.save(token);
    expect((await acting.collection("users").getOne(user.id))["email"]).toBe(
      "anna@example.com",
    );
    await page.keyboard.press("Escape");

    await act("Sign out everywhere");
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Sign out" })
      .click();
    await page.getByText("The account is signed out everywhere").waitFor();
    const before = site.client();
    before.authStore.save(login.token);
    expect(before.collection("users").authRefresh()).rejects.toThrow();

    await editor.getByRole("tab", { name: "Logins" }).click();
    await editor.getByRole("button", { name: "Unlink google" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Unlink" })
      .click();
    await page.getByText("google is unlinked").waitFor();
    await editor.getByRole("tab", { name: "Record" }).click();

    await editor.getByLabel("The email address is verified").check();
    await editor.getByRole("button", { name: "Change the password" }).click();
    await editor
      .getByRole("button", { name: /^Generate/ })
      .first()
      .click();
    const password = await editor
      .getByRole("textbox", { name: "New password" })
      .inputValue();
    await save(page);
    expect(
      (
        await site
          .client()
          .collection("users")
          .authWithPassword("anna@example.com", password)
      ).record["verified"],
    ).toBe(true);
  });
  expect(client.collection("_externalAuths").getOne(link.id)).rejects.toThrow();
});

test("a record of a view is only shown", async () => {
  const record = await post();
  await client.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "select id, title, tags, files from posts",
  });
  const address = `#/collections?collection=titles&record=${record.id}`;
  await visitAdmin(site, address, async (page) => {
    const panel = page.getByRole("dialog", { name: "Record" });
    await panel.getByText("First").waitFor();
    expect(await panel.getByRole("textbox").count()).toBe(0);
  });
});

test.each(["light", "dark"] as const)(
  "the %s editor is accessible, and fits on a phone",
  async (colorScheme) => {
    const tag = await client.collection("tags").create({ name: "Tea" });
    const record = await post({
      tags: [tag.id],
      body: "<p>a</p>",
      files: [new File([picture], "dot.png")],
    });
    await edit(record, async (page, editor) => {
      await page.emulateMedia({ colorScheme });
      await editor.getByRole("textbox", { name: "body" }).waitFor();
      await editor.getByRole("button", { name: "Show the map" }).click();
      await editor.getByRole("button", { name: /^Pin at/ }).waitFor();
      await page.setViewportSize({ width: 320, height: 800 });
      expect(
        await page.evaluate(
          "[...document.querySelectorAll('[role=dialog], html')].filter((one) => one.scrollWidth > 320).length",
        ),
      ).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  },
);

test("a superuser who changes their own password stays logged in", async () => {
  const { id, collectionName } = client.authStore.record!;
  const address = `#/collections?collection=${collectionName}&record=${id}`;
  await visitAdmin(site, address, async (page) => {
    const editor = await openedEditor(page);
    await editor.getByRole("button", { name: "Change the password" }).click();
    for (const name of ["New password", "Password once more"]) {
      await editor
        .getByRole("textbox", { name, exact: true })
        .fill(superuser.password);
    }
    await save(page);
    await page.reload();
    await page.getByRole("button", { name: "New record" }).waitFor();
  });
});
