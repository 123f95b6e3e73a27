// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { beforeAll, beforeEach, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import type { RecordModel } from "pocketbase";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  await client.collections.create({
    name: "albums",
    type: "base",
    fields: [
      { name: "files", type: "file", maxSelect: 5 },
      { name: "secret", type: "file", maxSelect: 2, protected: true },
    ],
  });
});

beforeEach(async () => {
  await client.collections.truncate("albums");
});

/** A second of one pixel: WebM with four times the same picture. */
const film = Buffer.from(
  "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZ0C3FUmpZpoq17GDD0JARImIQI9AAAAAAABNgIF0V0GBdBZUrmubrpnXgQFzxYEBg4EBhoVWX1ZQOOCGsIEBuoEBH0O2dfPngQCjmoEAAIAwAQCdASoBAAEADsD+JaQAA3AAAAAAo5qBAPqAMAEAnQEqAQABAA7A/iWkAANwAAAAAKOagQH0gDABAJ0BKgEAAQAOwP4lpAADcAAAAACjmoEC7oAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
  "base64",
);

/** Two seconds of silence: WAV with 8,000 bytes a second. */
function sound(): Buffer<ArrayBuffer> {
  const rate = 8000;
  const length = 2 * rate;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(length, 40);
  return Buffer.concat([head, Buffer.alloc(length, 0x80)]);
}

const paper = "%PDF-1.4\n%%EOF\n";

/** Opens a record in the editor, as its address does. */
async function edit(
  { id }: RecordModel,
  look: (page: Page, editor: Locator) => Promise<void>,
): Promise<void> {
  const address = `#/collections?collection=albums&record=${id}`;
  await visitAdmin(site, address, async (page) => {
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
    await look(page, editor);
  });
}

function field(within: Locator, name: string): Locator {
  return within.locator(`[data-field="${name}"]`);
}

/** What the files of a record are called, without what the server adds. */
async function storedNames({ id }: RecordModel): Promise<readonly string[]> {
  const { files } = await client.collection("albums").getOne(id);
  return files.map((name: string) => name.replace(/_\w{10}(?=\.)/, ""));
}

/** Plays what is shown to its end. Returns how many seconds it has. */
function play(media: Locator): Promise<number> {
  return media.evaluate(async (element: HTMLMediaElement) => {
    element.muted = true;
    element.playbackRate = 4;
    const ended = new Promise((resolve) => {
      element.addEventListener("ended", resolve);
    });
    await element.play();
    await ended;
    return element.duration;
  });
}

async function preview(within: Locator, name: RegExp): Promise<void> {
  await within.getByRole("button", { name }).click();
}

test("sound and films are played, those of protected fields and new ones, too", async () => {
  const record = await client.collection("albums").create({
    files: [new File([sound()], "song.wav"), new File([film], "film.webm")],
    secret: [
      new File([sound()], "whisper.wav"),
      new File([film], "hidden.webm"),
    ],
  });
  await edit(record, async (page, editor) => {
    for (const [name, kind, seconds] of [
      [/^Preview song/, "audio", 2],
      [/^Preview film/, "video", 1],
      [/^Preview whisper/, "audio", 2],
      [/^Preview hidden/, "video", 1],
    ] as const) {
      await preview(editor, name);
      expect(await play(page.locator(kind))).toBe(seconds);
      await page.keyboard.press("Escape");
      await page.locator(kind).waitFor({ state: "detached" });
    }
    await field(editor, "files")
      .locator("input[type=file]")
      .setInputFiles({ name: "new.webm", mimeType: "", buffer: film });
    await preview(editor, /^Preview new/);
    expect(await play(page.locator("video"))).toBe(1);
  });
});

test("a protected file is downloaded long after it was opened, and its address is said to need a token", async () => {
  const record = await client.collection("albums").create({
    secret: [new File(["between us"], "diary.txt")],
  });
  await edit(record, async (page, editor) => {
    await page.clock.install();
    await preview(editor, /^Preview diary/);
    const dialog = page.getByRole("dialog", { name: /^diary/ });
    await dialog.getByText("between us").waitFor();
    await dialog.getByRole("button", { name: /with a token only/ }).waitFor();
    const link = dialog.getByRole("link", { name: "Download" });
    const asked = page.waitForResponse(/api\/files\/token/);
    // Tokens last for minutes.
    await page.clock.fastForward("10:00");
    await (await asked).finished();
    const download = page.waitForEvent("download");
    await link.click();
    const saved = await (await download).path();
    expect(await Bun.file(saved).text()).toBe("between us");
  });
});

test("a file that is no film is said not to be shown", async () => {
  const record = await client.collection("albums").create({
    files: [new File(["no film at all"], "broken.webm")],
  });
  await edit(record, async (page, editor) => {
    await preview(editor, /^Preview broken/);
    await page.getByText("The file could not be loaded").waitFor();
  });
});

test("a PDF can be opened in a tab of its own, also where the browser shows none", async () => {
  const record = await client.collection("albums").create({
    secret: [new File([paper], "paper.pdf")],
  });
  await edit(record, async (page, editor) => {
    await preview(editor, /^Preview paper/);
    const link = page.getByRole("link", { name: "Open in a new tab" });
    await link.waitFor();
    expect(await link.getAttribute("target")).toBe("_blank");
    const response = await fetch((await link.getAttribute("href")) ?? "");
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(await response.text()).toBe(paper);
  });
});

test("files are dragged into another order, and dropped onto the field", async () => {
  const record = await client.collection("albums").create({
    files: ["one", "two", "three"].map(
      (name) => new File([name], `${name}.txt`),
    ),
  });
  await edit(record, async (page, editor) => {
    const files = field(editor, "files");
    const handleOf = async (name: string) => {
      const handle = files.getByRole("button", {
        name: new RegExp(`^Move ${name}`),
      });
      const box = await handle.boundingBox();
      if (box === null) throw new Error("it is not there");
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    // What orders them is loaded after them.
    await files
      .getByRole("button", { name: /^Move three/ })
      .and(page.locator("[aria-describedby]"))
      .hover();
    const { x, y } = await handleOf("three");
    const to = await handleOf("one");
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y - 20, { steps: 4 });
    await page.mouse.move(to.x, to.y - 4, { steps: 8 });
    await page.getByText("position 1 of 3.").waitFor();
    await page.mouse.up();
    await page.getByText(/three.*put down/).waitFor();

    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["four"], "four.txt"));
      transfer.items.add(new File(["five"], "five.txt"));
      return transfer;
    });
    const place = files.getByText(/Drop files/i).first();
    await place.dispatchEvent("dragenter", { dataTransfer: dropped });
    await place.dispatchEvent("dragover", { dataTransfer: dropped });
    await place.dispatchEvent("drop", { dataTransfer: dropped });
    await files.getByRole("button", { name: "Preview five.txt" }).waitFor();
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record saved").waitFor();
  });
  expect(await storedNames(record)).toEqual([
    "three.txt",
    "one.txt",
    "two.txt",
    "four.txt",
    "five.txt",
  ]);
});
