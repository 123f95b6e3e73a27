import { Elysia, t, type TSchema } from "elysia";
import { createAppleClientSecret } from "../../core/auth/oauth2/apple-client-secret.ts";
import { sendTestMail } from "../../core/auth/send-test-mail.ts";
import { testS3 } from "../../core/files/test-s3.ts";
import { commonQuery, describeForSuperusers } from "./describe-route.ts";
import { integer } from "../../http/shared/describe-route.ts";
import type { Exchange } from "./exchange.ts";
import { settingsFromForm } from "./settings-from-form.ts";

const describe = describeForSuperusers("Settings");
const { fields } = commonQuery;
const secretNote =
  "Never in an answer; kept when it is absent from a change, removed by an empty text.";

const s3Schema = t.Object({
  enabled: t.Boolean(),
  bucket: t.String(),
  region: t.String(),
  endpoint: t.String(),
  accessKey: t.String(),
  secret: t.Optional(t.String({ description: secretNote })),
  forcePathStyle: t.Boolean(),
});
const addressesSchema = t.Array(
  t.String({ description: "An IP address or a subnet." }),
);
const settingsSchema = t.Object({
  superuserIPs: addressesSchema,
  smtp: t.Object({
    enabled: t.Boolean(),
    port: integer(),
    host: t.String(),
    username: t.String(),
    password: t.Optional(t.String({ description: secretNote })),
    authMethod: t.String({ enum: ["", "PLAIN", "LOGIN"] }),
    tls: t.Boolean(),
    localName: t.String(),
  }),
  backups: t.Object({
    cron: t.String(),
    cronMaxKeep: integer(),
    s3: s3Schema,
  }),
  s3: s3Schema,
  meta: t.Object({
    accentColor: t.String(),
    appName: t.String(),
    appURL: t.String(),
    senderName: t.String(),
    senderAddress: t.String(),
    hideControls: t.Boolean(),
  }),
  rateLimits: t.Object({
    rules: t.Array(
      t.Object({
        label: t.String(),
        audience: t.String({ enum: ["", "@guest", "@auth"] }),
        duration: integer({ description: "Seconds." }),
        maxRequests: integer(),
      }),
    ),
    excludedIPs: addressesSchema,
    enabled: t.Boolean(),
  }),
  trustedProxy: t.Object({
    headers: t.Array(t.String()),
    useLeftmostIP: t.Boolean(),
  }),
  batch: t.Object({
    enabled: t.Boolean(),
    maxRequests: integer(),
    timeout: integer({ description: "Seconds." }),
    maxBodySize: integer({ description: "Bytes; 0: the default." }),
  }),
  logs: t.Object({
    maxDays: integer(),
    minLevel: integer(),
    logIP: t.Boolean(),
    logAuthId: t.Boolean(),
  }),
  apis: t.Object({
    libredms: t.Object({
      enabled: t.Boolean({
        description:
          "Whether the LibreDMS API answers, see /api/docs/libredms.",
      }),
    }),
  }),
});

/** What may be left out of a change: everything, in groups too, and it stays as it is. */
function changesOf(properties: Readonly<Record<string, TSchema>>): TSchema {
  const changes = Object.entries(properties).map(([name, schema]) => [
    name,
    schema.type === "object" ? changesOf(schema.properties) : schema,
  ]);
  return t.Partial(t.Object(Object.fromEntries(changes)));
}

/** Chapter "Settings", all for superusers. */
export function settingsChapter(exchange: Exchange) {
  const { settings, hooks } = exchange.app;

  return new Elysia({ prefix: "/settings" })
    .get(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        const shown = await hooks.onSettingsListRequest.run(
          { request: info },
          () => Promise.resolve(settings.present()),
        );
        return exchange.json(info, shown);
      },
      {
        detail: describe({
          summary: "List settings",
          query: { fields },
          answer: settingsSchema,
        }),
      },
    )
    .patch(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        const event = {
          request: info,
          changes: isForm(request) ? settingsFromForm(info.body) : info.body,
        };
        await hooks.onSettingsUpdateRequest.run(event, () =>
          settings.update(event.changes),
        );
        return exchange.json(info, settings.present());
      },
      {
        parse: "none",
        detail: describe({
          summary: "Update settings",
          query: { fields },
          body: changesOf(settingsSchema.properties),
          answer: settingsSchema,
          errors: {
            400: "Settings are wrong (see data), or not of their types; nothing is changed.",
          },
        }),
      },
    )
    .post(
      "/test/s3",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        await testS3(settings, info.body);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Test S3 storage connection",
          body: t.Object({
            filesystem: t.String({
              enum: ["storage", "backups"],
              description: "Whose S3 settings.",
            }),
          }),
          errors: {
            400: "The value is wrong (see data), or the server does not do what it should (see message).",
          },
        }),
      },
    )
    .post(
      "/test/email",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        await sendTestMail(exchange.app, info.body);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Send test email",
          body: t.Object({
            email: t.String({ description: "Where to." }),
            template: t.String({
              enum: [
                "verification",
                "password-reset",
                "email-change",
                "otp",
                "login-alert",
              ],
            }),
            collection: t.Optional(
              t.String({
                description:
                  "Name or id of the auth collection whose mail it is.",
                default: "_superusers",
              }),
            ),
          }),
          errors: {
            400: "The values are wrong (see data), or the mail cannot be sent (see message).",
          },
        }),
      },
    )
    .post(
      "/apple/generate-client-secret",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        await exchange.receive(info);
        const secret = createAppleClientSecret(info.body);
        return exchange.json(info, { secret });
      },
      {
        parse: "none",
        detail: describe({
          summary: "Generate Apple client secret",
          query: { fields },
          body: t.Object({
            clientId: t.String({ description: "The service id." }),
            teamId: t.String({ minLength: 10, maxLength: 10 }),
            keyId: t.String({ minLength: 10, maxLength: 10 }),
            privateKey: t.String({ description: "PKCS 8 in PEM." }),
            duration: integer({
              minimum: 1,
              maximum: 15_777_000,
              description: "Seconds.",
            }),
          }),
          answer: t.Object({ secret: t.String() }),
          errors: {
            400: "The values are wrong (see data), or the key cannot sign (see message).",
          },
        }),
      },
    );
}

function isForm(request: Request): boolean {
  const type = request.headers.get("content-type") ?? "";
  return !type.toLowerCase().startsWith("application/json");
}
