import { afterEach, describe, expect, test } from "bun:test";
import type { SmtpOptions } from "../../../src/engines/mailer/smtp/smtp-mailer.ts";
import type { MailServerOptions } from "../../support/mail-server.ts";
import { closeAll, login, refusal, serve, serveRaw } from "./open-smtp.ts";

afterEach(closeAll);

describe("what goes wrong is said", () => {
  test.each<[string, MailServerOptions, Partial<SmtpOptions>, string]>([
    [
      "a wrong password",
      { login },
      { ...login, password: "battery staple" },
      'it refused the username and password: it said "535 Wrong username or password"',
    ],
    [
      "a method that the server does not know",
      { login: { ...login, methods: ["LOGIN"] } },
      { ...login, authMethod: "PLAIN" },
      "it refused the username and password",
    ],
    [
      "TLS from the start where the server does not expect it",
      {},
      { tls: true },
      "it does not expect TLS from the start",
    ],
    [
      "a host that there is not",
      {},
      { host: "nowhere.invalid" },
      "its address was not found",
    ],
    [
      "a mailbox that the server does not have",
      { accepts: () => false },
      {},
      'it said "550 No such mailbox here"',
    ],
  ])("%s", async (_, serverOptions, change, reason) => {
    const { options } = await serve(serverOptions);
    const target = { ...options, ...change };
    const said = await refusal(target);
    expect(said).toStartWith(
      `The mail server ${target.host}:${target.port} did not take the mail: `,
    );
    expect(said).toContain(reason);
    expect(said).not.toContain("battery staple");
  });

  test("a server that is not there", async () => {
    const { server, options } = await serve();
    await server.close();
    expect(await refusal(options)).toContain("there is no connection to it");
  });

  test("a server that never answers, within the deadline", async () => {
    const options = await serveRaw(() => {});
    expect(await refusal({ ...options, deadline: 200 })).toContain(
      "the message was not taken within 0.2 seconds",
    );
  });

  test("a server that hangs up at once", async () => {
    const options = await serveRaw((socket) => socket.end());
    expect(await refusal(options)).toContain("there is no connection to it");
  });

  test.each(["PLAIN", "LOGIN"])(
    "without the password, even where the server repeats what AUTH %s sends",
    async (authMethod) => {
      const options = await serveRaw((socket) => {
        socket.write("220 ready\r\n");
        const heard: string[] = [];
        socket.on("data", (data) => {
          heard.push(data.toString().trim());
          const said = heard.at(-1) ?? "";
          if (said.startsWith("EHLO"))
            return socket.write("250-hello\r\n250 AUTH PLAIN LOGIN\r\n");
          if (said === "AUTH LOGIN")
            return socket.write("334 VXNlcm5hbWU6\r\n");
          if (authMethod === "LOGIN" && heard.length === 3)
            return socket.write("334 UGFzc3dvcmQ6\r\n");
          return socket.write(`535 ${login.password} ${heard.join(" ")}\r\n`);
        });
      });
      const said = await refusal({ ...options, ...login, authMethod });
      expect(said).toContain("535 *** EHLO");
      expect(said).toEndWith('***"');
      expect(said).not.toContain(login.password);
      expect(said).not.toContain(btoa(login.password));
    },
  );
});
