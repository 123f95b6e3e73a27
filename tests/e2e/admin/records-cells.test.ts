import { expect, test } from "bun:test";
import { openForTests } from "../open-for-tests.ts";
import { superuser, visitAdmin } from "./open-admin.ts";
import { openEditedSite, picture } from "./record-editor/edited-site.ts";

const editing = openForTests(openEditedSite);

test("a cell shows five files next to each other, and says how many more there are", async () => {
  const { client, site } = editing;
  const { fields } = await client.collections.getOne("posts");
  await client.collections.update("posts", {
    fields: fields.map((one) =>
      one.name === "files" ? { ...one, maxSelect: 9 } : one,
    ),
  });
  const files = Array.from(
    { length: 7 },
    (_, at) => new File([picture], `dot${at}.png`),
  );
  await editing.post({ files });
  await visitAdmin(site, "#/collections?collection=posts", async (page) => {
    const cell = page
      .getByRole("gridcell")
      .filter({ has: page.getByRole("button", { name: /^Preview dot/ }) });
    await cell.getByText("+2").scrollIntoViewIfNeeded();
    expect(await cell.getByRole("button").count()).toBe(5);
    const isWhole = await cell.evaluate(
      (element) => element.scrollWidth <= element.clientWidth,
    );
    expect(isWhole).toBe(true);
  });
});

test("superusers see which of them they are", async () => {
  const { client, site } = editing;
  const password = "another-good-password";
  await client.collection("_superusers").create({
    email: "other@example.com",
    password,
    passwordConfirm: password,
  });
  const address = "#/collections?collection=_superusers";
  await visitAdmin(site, address, async (page) => {
    const rowOf = (email: string) =>
      page.getByRole("row").filter({ hasText: email });
    await rowOf(superuser.email).getByText("You", { exact: true }).waitFor();
    await rowOf("other@example.com").waitFor();
    expect(await page.getByText("You", { exact: true }).count()).toBe(1);
  });
});
