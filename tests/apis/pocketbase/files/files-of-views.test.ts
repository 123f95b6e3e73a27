import { beforeAll, describe, expect, test } from "bun:test";
import { seePicture } from "../../../support/pictures.ts";
import { digits, shareFilesApp } from "./files-app.ts";

const { api, files, tokenOf, userToken } = await shareFilesApp();

describe("a file of a view", () => {
  beforeAll(async () => {
    await api.app.collections.create({
      name: "shown",
      type: "view",
      viewRule: "@request.auth.id != ''",
      viewQuery:
        "select id, many, one as picture, secret as hush from docs where one != ''",
    });
    await api.app.collections.create({
      name: "numbered",
      type: "view",
      viewQuery:
        "select (row_number() over ()) as id, s.`many` letters, s.picture, s.hush from shown s",
    });
  });
  const id = () => files.split("/").at(-1)!;
  const path = (view: string, record: string, name: string) =>
    `GET /api/files/${view}/${record}/${name}`;

  test("comes from the record that has it", async () => {
    for (const [view, record] of [
      ["shown", id()],
      ["numbered", "1"],
    ] as const) {
      for (const [name, text] of [
        ["digits.bin", digits],
        [encodeURIComponent('ä "b"; c.txt'), "text"],
      ] as const) {
        const answer = await api.send(path(view, record, name));
        expect(await answer.text()).toBe(text);
      }
      const thumb = await api.send(path(view, record, "photo.png?thumb=50x50"));
      const seen = await seePicture(await thumb.bytes());
      expect(seen).toMatchObject({ width: 50, height: 50 });
    }
  });

  test("is judged by the view's rule", async () => {
    const mine = await tokenOf(userToken);
    const hushed = path("shown", id(), "secret.txt");
    expect((await api.send(hushed)).status).toBe(404);
    const answer = await api.send(`${hushed}?token=${mine}`);
    expect(await answer.text()).toBe("psst");
    const numbered = path("numbered", "1", `secret.txt?token=${mine}`);
    expect((await api.send(numbered)).status).toBe(404);
  });

  test("is none where the view does not show it", async () => {
    await api.app.collections.create({
      name: "bare",
      type: "view",
      viewQuery: "select id, title from docs",
    });
    const answer = await api.send(path("bare", id(), "digits.bin"));
    expect(answer.status).toBe(404);
  });
});
