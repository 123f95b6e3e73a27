import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RecordModel } from "pocketbase";
import {
  asJpeg,
  asPng,
  plain,
  quarters,
  red,
  seePicture,
} from "../support/pictures.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

const photo = asPng(quarters(300, 150));

let serving: Serving;
let album: RecordModel;

beforeAll(async () => {
  serving = await serveNewFolder();
  const { superuser } = serving;
  await superuser.collections.create({
    name: "albums",
    type: "base",
    viewRule: "@request.auth.id != ''",
    createRule: "",
    fields: [
      { name: "cover", type: "file", thumbs: ["60x0", "40x40t"] },
      { name: "diary", type: "file", protected: true },
    ],
  });
  album = await superuser.collection("albums").create({
    cover: new File([photo], "Our Cover.png"),
    diary: new File(["Dear diary"], "diary.txt"),
  });
});
afterAll(() => serving[Symbol.asyncDispose]());

const seeAt = async (url: string) =>
  seePicture(await (await fetch(url)).bytes());

test("getURL leads to the file, and to its thumbs", async () => {
  const { files } = serving.guest();
  const url = files.getURL(album, String(album["cover"]));
  expect(await (await fetch(url)).bytes()).toEqual(photo);
  for (const [thumb, width, height] of [
    ["60x0", 60, 30],
    ["40x40t", 40, 40],
    ["100x100", 100, 100],
    ["7x7", 300, 150],
  ] as const) {
    const name = String(album["cover"]);
    const at = files.getURL(album, name, { thumb });
    expect(await seeAt(at)).toMatchObject({ width, height });
  }
});

test("getURL with download has it saved", async () => {
  const { files } = serving.guest();
  const name = String(album["cover"]);
  const url = files.getURL(album, name, { download: true });
  const { headers } = await fetch(url);
  expect(headers.get("content-disposition")).toBe(
    `attachment; filename=${name}`,
  );
});

test("getToken opens protected files to whom the view rule lets see the record", async () => {
  const name = String(album["diary"]);
  const guest = serving.guest();
  expect((await fetch(guest.files.getURL(album, name))).status).toBe(404);
  await expect(guest.files.getToken()).rejects.toMatchObject({ status: 401 });

  const user = await serving.newUser("reader@example.com");
  const token = await user.files.getToken();
  const url = user.files.getURL(album, name, { token });
  expect(await (await fetch(url)).text()).toBe("Dear diary");
});

test("a photo of twelve megapixels becomes a thumb while others are answered", async () => {
  const { superuser } = serving;
  const large = await asJpeg(plain(4000, 3000, red));
  const { id, ...record } = await superuser.collection("albums").create({
    cover: new File([large], "large.jpg", { type: "image/jpeg" }),
  });
  const name = String(record["cover"]);
  const url = superuser.files.getURL({ id, ...record }, name, {
    thumb: "100x100",
  });
  const [health, ...thumbs] = await Promise.all([
    superuser.health.check(),
    ...Array.from({ length: 8 }, () => seeAt(url)),
  ]);
  expect(health.code).toBe(200);
  for (const thumb of thumbs) {
    expect(thumb).toMatchObject({ format: "jpeg", width: 100, height: 100 });
    expect(thumb.colorAt(50, 50)).toEqual(red);
  }
});

test("HEAD tells the size of a file, and a range is a part of it", async () => {
  const url = serving.guest().files.getURL(album, String(album["cover"]));
  const head = await fetch(url, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe(String(photo.length));
  const part = await fetch(url, { headers: { range: "bytes=1-3" } });
  expect([part.status, await part.text()]).toEqual([206, "PNG"]);
});
