import { describe, expect, test } from "bun:test";
import {
  app,
  codes,
  openSettingsForEachTest,
  refusal,
} from "./open-settings.ts";

openSettingsForEachTest();

describe("each group is judged", () => {
  const address = "validation_invlaid_ip_or_subnet";
  const tooSmall = "validation_min_greater_equal_than_required";
  const conflict = "validation_conflicting_rate_limit_rule";
  const required = "validation_required";
  const rule = (label: string, audience = "") => ({
    label,
    audience,
    duration: 1,
    maxRequests: 1,
  });
  const s3Wanted = {
    endpoint: required,
    bucket: required,
    region: required,
    accessKey: required,
    secret: required,
  };

  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [
      { meta: { appName: "", appURL: "", senderName: "", senderAddress: "" } },
      {
        meta: {
          appName: required,
          appURL: required,
          senderName: required,
          senderAddress: required,
        },
      },
    ],
    [
      {
        meta: {
          accentColor: "#fff",
          appName: "a".repeat(256),
          appURL: "test",
          senderName: "é".repeat(128),
          senderAddress: "someone",
        },
      },
      {
        meta: {
          accentColor: "validation_length_invalid",
          appName: "validation_length_out_of_range",
          appURL: "validation_is_url",
          senderName: "validation_length_out_of_range",
          senderAddress: "validation_is_email",
        },
      },
    ],
    [
      { meta: { accentColor: "#gggggg" } },
      { meta: { accentColor: "validation_is_hex_color" } },
    ],
    [{ logs: { maxDays: -1 } }, { logs: { maxDays: tooSmall } }],
    [
      { smtp: { enabled: true, host: "", port: 0 } },
      { smtp: { host: required, port: required } },
    ],
    [
      {
        smtp: {
          host: "a:b:c",
          port: -10,
          authMethod: "CRAM-MD5",
          localName: "no!",
        },
      },
      {
        smtp: {
          host: "validation_is_host",
          port: tooSmall,
          authMethod: "validation_in_invalid",
          localName: "validation_is_host",
        },
      },
    ],
    [{ s3: { enabled: true } }, { s3: s3Wanted }],
    [{ s3: { endpoint: "a:b:c" } }, { s3: { endpoint: "validation_is_url" } }],
    [
      { backups: { s3: { enabled: true, bucket: "b" } } },
      { backups: { s3: { ...s3Wanted, bucket: undefined } } },
    ],
    [
      { backups: { cron: "invalid", cronMaxKeep: 0 } },
      { backups: { cron: "validation_invalid_cron", cronMaxKeep: required } },
    ],
    [{ backups: { cronMaxKeep: -1 } }, { backups: { cronMaxKeep: tooSmall } }],
    [
      { batch: { enabled: true, maxRequests: 0, timeout: 0 } },
      { batch: { maxRequests: required, timeout: required } },
    ],
    [
      { batch: { maxRequests: -1, timeout: -1, maxBodySize: -1 } },
      {
        batch: {
          maxRequests: tooSmall,
          timeout: tooSmall,
          maxBodySize: tooSmall,
        },
      },
    ],
    [
      { superuserIPs: ["127.0.0.1", "", "10.0.0.1/33", "::1"] },
      { superuserIPs: { 1: required, 2: address } },
    ],
    [
      { rateLimits: { excludedIPs: ["01.2.3.4", "1.2.3", "fe80::1%eth0"] } },
      { rateLimits: { excludedIPs: { 0: address, 1: address } } },
    ],
    [
      { rateLimits: { enabled: true, rules: [] } },
      { rateLimits: { rules: required } },
    ],
    [
      {
        rateLimits: {
          rules: [
            {},
            { label: "!", audience: "all", duration: -1, maxRequests: -1 },
          ],
        },
      },
      {
        rateLimits: {
          rules: {
            0: { label: required, duration: required, maxRequests: required },
            1: {
              label: "validation_match_invalid",
              audience: "validation_in_invalid",
              duration: tooSmall,
              maxRequests: tooSmall,
            },
          },
        },
      },
    ],
    [
      { rateLimits: { rules: [rule("/a"), rule("/a"), rule("!")] } },
      { rateLimits: { rules: { 2: { label: "validation_match_invalid" } } } },
    ],
    [
      { rateLimits: { rules: [rule("/b"), rule("/a"), rule("/a")] } },
      { rateLimits: { rules: { 2: { label: conflict } } } },
    ],
    [
      { rateLimits: { rules: [rule("/a"), rule("/a", "@guest")] } },
      { rateLimits: { rules: { 1: { label: conflict } } } },
    ],
    [
      { rateLimits: { rules: [rule("/a", "@auth"), rule("/a")] } },
      { rateLimits: { rules: { 1: { label: conflict } } } },
    ],
  ])("%j is refused", async (changes, expected) => {
    const { fields } = await refusal(changes);
    expect(codes(fields)).toEqual(expected);
  });

  const complete = {
    enabled: true,
    endpoint: "s3.example.com",
    bucket: "b",
    region: "r",
    accessKey: "k",
    secret: "s",
  };
  test.each<[Record<string, unknown>]>([
    [{ meta: { accentColor: "", appURL: "example.com" } }],
    [{ meta: { accentColor: "#AbCdEf", appName: "é".repeat(127) } }],
    [{ smtp: { enabled: true, host: "127.0.0.1", authMethod: "LOGIN" } }],
    [{ smtp: { host: "smtp_relay.example.com.", localName: "::1" } }],
    [{ smtp: { host: "", port: 0, authMethod: "" } }],
    [{ s3: complete, backups: { s3: complete } }],
    [{ s3: { ...complete, endpoint: "https://localhost:9000" } }],
    [{ backups: { cron: "*/10 1-5 * * 0", cronMaxKeep: 1 } }],
    [{ backups: { cron: "@daily" } }],
    [{ backups: { cron: "", cronMaxKeep: 0 } }],
    [{ batch: { enabled: false, maxRequests: 0, timeout: 0 } }],
    [{ logs: { maxDays: 0, minLevel: -8 } }],
    [
      {
        superuserIPs: ["10.0.0.1/8", "::/0", "fe80::1%eth0", "::ffff:1.2.3.4"],
      },
    ],
    [{ rateLimits: { enabled: false, rules: [] } }],
    [
      {
        rateLimits: {
          enabled: true,
          rules: [
            "tag_1",
            "users:create",
            "*:create",
            "/",
            "/api-v1/",
            "POST /api/",
          ].map((label) => rule(label)),
        },
      },
    ],
    [
      {
        rateLimits: { rules: [rule("/a", "@guest"), rule("/a", "@auth")] },
      },
    ],
  ])("%j is taken", async (changes) => {
    await app.settings.update(changes);
    expect(app.settings.present()).toBeDefined();
  });

  test.each([
    ["10.0.0.1/08"],
    ["10.0.0.1/+8"],
    ["10.0.0.1/-1"],
    ["10.0.0.1/"],
    ["/8"],
    ["::1/129"],
    ["fe80::1%eth0/64"],
    ["fe80::1%"],
    ["1.2.3.4%eth0"],
    ["1::2::3"],
    ["0x7f.0.0.1"],
    ["127.1"],
    ["localhost"],
    [" 10.0.0.1"],
  ])("%p is no address", async (entry) => {
    const { fields } = await refusal({ superuserIPs: [entry] });
    expect(codes(fields)).toEqual({ superuserIPs: { 0: address } });
  });

  test("a hundred thousand rules are judged in a moment", async () => {
    const rules = Array.from({ length: 100_000 }, (_, index) =>
      rule(`tag_${index}`),
    );
    const started = performance.now();
    await app.settings.update({ rateLimits: { rules } });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
