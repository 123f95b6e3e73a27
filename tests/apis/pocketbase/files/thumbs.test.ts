import { describe, expect, test } from "bun:test";
import { seePicture } from "../../../support/pictures.ts";
import { storeFiles } from "../../../support/stored-files.ts";
import { file, png, shareFilesApp } from "./files-app.ts";

const { api, files, get } = await shareFilesApp();

describe("thumbs", () => {
  test.each(["50x50", "100x100"])(
    "%s of a picture is a file of its own",
    async (size) => {
      const answer = await get(`photo.png?thumb=${size}`);
      expect(answer.headers.get("content-disposition")).toBe(
        `inline; filename=${size}_photo.png`,
      );
      const side = Number.parseInt(size, 10);
      const seen = await seePicture(await answer.bytes());
      expect(seen).toMatchObject({ width: side, height: side });
      const { id } = api.app.collections.find("docs")!;
      const key = `${id}/${files.split("/").at(-1)}/thumbs_photo.png/${size}_photo.png`;
      expect(await api.app.storage.current.stat(key)).toMatchObject({
        contentType: "image/png",
      });
      const part = await get(`photo.png?thumb=${size}`, { range: "bytes=1-3" });
      expect(await part.text()).toBe("PNG");
    },
  );

  test.each([
    "photo.png?thumb=51x50",
    "photo.png?thumb=0x0",
    "photo.png?thumb=../50x50",
    "photo.png?thumb=",
    "drawing.svg?thumb=100x100",
    "page.png?thumb=100x100",
    "digits.bin?thumb=100x100",
  ])("%s is the file itself", async (name) => {
    const answer = await get(name);
    const [plain = ""] = name.split("?");
    expect(answer.headers.get("content-disposition")).toEndWith(plain);
    const whole = await get(plain);
    expect(await answer.bytes()).toEqual(await whole.bytes());
  });

  test("whose picture is gone are not made, nor shown", async () => {
    const id = await storeFiles(api.app, "docs", {
      one: { "gone.png": file(png, "image/png") },
    });
    const collection = api.app.collections.find("docs")!;
    await api.app.storage.current.remove(`${collection.id}/${id}/gone.png`);
    const answer = await api.send(
      `GET /api/files/docs/${id}/gone.png?thumb=100x100`,
    );
    expect(answer.status).toBe(404);
  });
});
