import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { asJpeg, asPng, plain, quarters, red } from "../support/pictures.ts";
import { openPage } from "./browser.ts";
import { openForTests } from "./open-for-tests.ts";
import { openSite, userPassword } from "./site.ts";

const site = openForTests(openSite);
beforeAll(async () => {
  await site.newUser("ann@example.com");
  await site.app.collections.create({
    name: "albums",
    type: "base",
    listRule: "",
    viewRule: "@request.auth.id != ''",
    createRule: "",
    updateRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "pictures", type: "file", maxSelect: 5, thumbs: ["20x10"] },
      { name: "secret", type: "file", protected: true },
    ],
  });
});

const sdk = Bun.resolveSync("pocketbase/umd", import.meta.dir);

/** A page with the SDK as `client`, and a form with what an album has. It is the server's own, so that nothing else has to be reached. */
async function openApp(page: Page): Promise<void> {
  await page.goto(`${site.url}/api/health`);
  await page.setContent(
    `<form><input name="title"><input name="pictures" type="file" multiple><input name="secret" type="file"></form>`,
  );
  await page.addScriptTag({ path: sdk });
  await page.evaluate(`
    globalThis.client = new PocketBase(location.origin);
    globalThis.albums = client.collection("albums");
    globalThis.formData = () => new FormData(document.querySelector("form"));
    globalThis.sizeOf = async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    };
  `);
}

async function choose(
  page: Page,
  field: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  await page.locator(`input[name=${field}]`).setInputFiles(
    Object.entries(files).map(([name, contents]) => ({
      name,
      mimeType: "",
      buffer: Buffer.from(contents),
    })),
  );
}

test("a page uploads what its form has, shows it, adds to it and takes from it", async () => {
  await using watched = await openPage(site.url);
  const { page } = watched;
  await openApp(page);
  await page.locator("input[name=title]").fill("Rabbits");
  await choose(page, "pictures", {
    "Häschen 1.jpg": await asJpeg(quarters(120, 60)),
    "two.png": asPng(plain(30, 40, red)),
  });
  const [title, gone, kept] = await page.evaluate<string[]>(
    `albums.create(formData()).then((album) => {
      globalThis.album = album;
      return [album.title, ...album.pictures];
    })`,
  );
  expect(title).toBe("Rabbits");
  expect(gone).toMatch(/^h\w*schen_1_\w{10}\.jpg$/);
  expect(kept).toMatch(/^two_\w{10}\.png$/);

  const sizes = (query: string) =>
    page.evaluate(
      `Promise.all(album.pictures.map((name) => sizeOf(client.files.getURL(album, name, ${query}))))`,
    );
  const first = [120, 60];
  const second = [30, 40];
  expect(await sizes("{}")).toEqual([first, second]);
  expect(await sizes(`{ thumb: "20x10" }`)).toEqual([
    [20, 10],
    [20, 10],
  ]);
  expect(await sizes(`{ thumb: "21x10" }`)).toEqual([first, second]);

  const update = (body: string) =>
    page.evaluate(
      `albums.update(album.id, ${body}).then(({ pictures }) => pictures)`,
    );
  expect(await update(`{ "pictures-": album.pictures[0] }`)).toEqual([kept]);
  await site.app.background.finished();
  const status = (file: string) =>
    page.evaluate(
      `fetch(client.files.getURL(album, "${file}"), { cache: "no-store" }).then(({ status }) => status)`,
    );
  expect(await status(String(gone))).toBe(404);
  expect(await status(String(kept))).toBe(200);

  expect(
    await update(`{ "pictures+": new File(["three"], "three.txt") }`),
  ).toEqual([kept, expect.stringMatching(/^three_\w{10}\.txt$/)]);
  expect(watched.complaints).toEqual([]);
});

test("a page shows a protected file to whom may see the record", async () => {
  await using watched = await openPage(site.url);
  const { page } = watched;
  await openApp(page);
  await choose(page, "secret", { "own.png": asPng(plain(8, 9, red)) });
  await page.evaluate(`
    client.collection("users").authWithPassword("ann@example.com", "${userPassword}")
      .then(() => albums.create(formData()))
      .then((album) => globalThis.album = album)
  `);
  const shown = (query: string) =>
    page.evaluate(
      `sizeOf(client.files.getURL(album, album.secret, ${query})).catch(({ name }) => name)`,
    );
  const token = await page.evaluate("client.files.getToken()");
  expect(await shown("{}")).toBe("EncodingError");
  expect(await shown(JSON.stringify({ token }))).toEqual([8, 9]);
});
