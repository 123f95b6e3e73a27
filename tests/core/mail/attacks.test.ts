import { expect, test } from "bun:test";
import { openMail } from "./open-mail.ts";

const attacks = [
  `<img src=x onerror=alert(1)>`,
  `"><script>alert(1)</script>`,
  `' onmouseover='alert(1)`,
  `</a></p></div><form action="https://evil.example">`,
  `&lt;script&gt;`,
  `<!--`,
];

test.each(attacks)(
  "a name such as %p shows as the text that it is",
  async (name) => {
    await using opened = await openMail();
    const { app, server } = opened;
    await opened.write({
      subject: "Hello {RECORD:name}",
      body: `<p title="{RECORD:name}" lang='{RECORD:name}'>Hello {RECORD:name}!</p>`,
    });
    await app.mail.verification(await opened.user(name), "token");
    const mail = await server.next();
    expect(mail.subject).toBe(`Hello ${name}`);
    expect(mail.text.trim()).toBe(`Hello ${name}!`);
    expect(await paragraph(mail.html)).toEqual({
      text: `Hello ${name}!`,
      attributes: { title: name, lang: name },
    });
    expect(mail.html).not.toMatch(/<(img|script|form)|<!--/);
  },
);

test("an application's name and address show as the text that they are", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const appName = `<b>"A" & 'B'</b>`;
  const appURL = `https://example.com/?a=1&lt=2&b='3'`;
  await app.settings.update({ meta: { appName, appURL } });
  await opened.write({
    subject: "{APP_NAME}",
    body: `<p title='{APP_URL}'>{APP_NAME}</p>`,
  });
  await app.mail.verification(await opened.user(), "token");
  const mail = await server.next();
  expect(mail.subject).toBe(appName);
  expect(await paragraph(mail.html)).toEqual({
    text: appName,
    attributes: { title: appURL },
  });
});

test("a login from a browser with a strange name shows it as text", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const info = `2026-01-02 - 1.2.3.4 <a href="https://evil.example">Mozilla</a>`;
  await app.mail.authAlert(await opened.user(), info);
  const mail = await server.next();
  expect(mail.html).not.toContain("<a href");
  expect(mail.text).toContain(info);
});

test("a placeholder within a value stays what the user wrote", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const name = "{TOKEN}{RECORD:email}{APP_URL}{RECORD:name}";
  await opened.write({
    subject: "{RECORD:name}",
    body: "<p>{RECORD:name}</p>",
  });
  await app.mail.verification(await opened.user(name), "secret-token");
  const mail = await server.next();
  expect(mail.subject).toBe(name);
  expect(mail.text.trim()).toBe(name);
  expect(mail.raw).not.toContain("secret-token");
});

test("a value cannot finish a placeholder that the template began", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  await opened.write({ body: "<p>{{RECORD:name}} {{RECORD:name}{TOKEN}</p>" });
  await app.mail.verification(await opened.user("TOKEN"), "secret");
  expect((await server.next()).text.trim()).toBe("{TOKEN} {TOKENsecret");
});

const breaks = "Anna\r\nBcc: eve@example.com\r\n\r\n<p>Other</p>\u2028\0x";

test.each(["name", "appName", "senderName", "subject"])(
  "line breaks in the %s make no header",
  async (place) => {
    await using opened = await openMail();
    const { app, server } = opened;
    const subject = "Hello {RECORD:name} {APP_NAME}";
    await opened.write({
      subject: place === "subject" ? `${subject} ${breaks}` : subject,
    });
    if (place === "appName" || place === "senderName")
      await app.settings.update({ meta: { [place]: breaks } });
    const user = await opened.user(place === "name" ? breaks : "Anna");
    await app.mail.verification(user, "token");
    const mail = await server.next();
    expect(mail.headers.has("bcc")).toBe(false);
    expect(mail.session.to).toEqual(["anna@example.com"]);
    expect(mail.text.trim()).toBe("Hello");
    const line = "Anna Bcc: eve@example.com <p>Other</p> x";
    expect(place === "senderName" ? mail.from.name : mail.subject).toContain(
      line,
    );
  },
);

test("a mail for one new address goes to no second one", async () => {
  await using opened = await openMail();
  const { app, server } = opened;
  const two = "new@example.com, eve@example.com";
  await expect(
    app.mail.emailChange(await opened.user(), "token", two),
  ).rejects.toThrow("did not take the mail");
  expect(server.mails).toEqual([]);
});

/** The first paragraph of a document as a browser reads it. */
async function paragraph(html: string): Promise<{
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}> {
  const { parseDocument } = await import("htmlparser2");
  const [found] = elementsOf(parseDocument(html).children);
  return found!;

  function elementsOf(
    nodes: ReturnType<typeof parseDocument>["children"],
  ): { text: string; attributes: Record<string, string> }[] {
    return nodes.flatMap((node) => {
      if (!("children" in node)) return [];
      if ("name" in node && node.name === "p") {
        const [child] = node.children;
        const text = child !== undefined && "data" in child ? child.data : "";
        return [{ text, attributes: { ...node.attribs } }];
      }
      return elementsOf(node.children);
    });
  }
}
