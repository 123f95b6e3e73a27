import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openTestApp, readError, type TestApp } from "./open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

describe("the viewer", () => {
  test("takes everything from this server, and may take nothing else", async () => {
    const response = await api.send("GET /api/docs");
    const policy = response.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const page = await response.text();
    const sources = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, source]) => source!,
    );
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      if (source.startsWith("data:")) continue;
      expect(source).toStartWith("/api/docs/");
      const asset = await api.send(`GET ${source}`);
      expect(asset.status).toBe(200);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  });

  test("has nothing else to show", async () => {
    for (const line of [
      "GET /api/docs/nope",
      "GET /api/docs/../x",
      "GET /api/docs/constructor",
      "POST /api/docs",
    ]) {
      expect((await readError(await api.send(line))).status).toBe(404);
    }
  });
});

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}
interface Schema {
  readonly $ref?: string;
  readonly required?: string[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
}
interface Operation {
  readonly summary: string;
  readonly tags: string[];
  readonly operationId: string;
  readonly parameters?: { readonly in: string; readonly name: string }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: Schema }>;
  };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: Schema }> }
  >;
  readonly security?: object[];
}

describe("the OpenAPI document", () => {
  let document: Document;
  beforeAll(async () => {
    document = (await (
      await api.send("GET /api/docs/json")
    ).json()) as Document;
  });

  test("describes every route of the API", () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const c = "/api/collections/{collection}";
    expect(routes.toSorted()).toEqual(
      [
        `POST ${c}/auth-with-oauth2`,
        "GET /api/oauth2-redirect",
        "POST /api/oauth2-redirect",
        `GET ${c}/records`,
        `POST ${c}/records`,
        `GET ${c}/records/{id}`,
        `PATCH ${c}/records/{id}`,
        `DELETE ${c}/records/{id}`,
        `GET ${c}/records/export`,
        `POST ${c}/records/import`,
        `GET ${c}/auth-methods`,
        `POST ${c}/auth-with-password`,
        `POST ${c}/auth-with-otp`,
        `POST ${c}/request-otp`,
        `POST ${c}/auth-refresh`,
        `POST ${c}/request-verification`,
        `POST ${c}/confirm-verification`,
        `POST ${c}/request-password-reset`,
        `POST ${c}/confirm-password-reset`,
        `POST ${c}/request-email-change`,
        `POST ${c}/confirm-email-change`,
        `POST ${c}/impersonate/{id}`,
        "GET /api/backups",
        "GET /api/backups/{key}",
        "GET /api/collections",
        "POST /api/collections",
        `GET ${c}`,
        `PATCH ${c}`,
        `DELETE ${c}`,
        `DELETE ${c}/truncate`,
        "PUT /api/collections/import",
        "GET /api/collections/meta/scaffolds",
        "GET /api/collections/meta/oauth2-providers",
        "POST /api/collections/meta/dry-run-view",
        "POST /api/collections/meta/dry-run-change",
        "POST /api/backups",
        "POST /api/backups/upload",
        "POST /api/backups/{key}/restore",
        "POST /api/batch",
        "GET /api/realtime",
        "POST /api/realtime",
        "GET /api/settings",
        "POST /api/settings/test/s3",
        "PATCH /api/settings",
        "POST /api/settings/test/email",
        "POST /api/settings/apple/generate-client-secret",
        "GET /api/crons",
        "POST /api/crons/{id}",
        "POST /api/sql",
        "GET /api/logs",
        "DELETE /api/backups/{key}",
        "DELETE /api/logs",
        "GET /api/logs/stats",
        "GET /api/logs/{id}",
        "GET /api/metrics",
        "GET /api/health",
        "GET /api/files/{collection}/{record}/{name}",
        "POST /api/files/token",
      ].toSorted(),
    );
  });

  test("says of each what it takes and gives", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const operation of Object.values(methods)) {
        expect(operation.summary).not.toBe("");
        expect(operation.tags).toHaveLength(1);
        expect(Object.keys(operation.responses)[0]).toMatch(
          /^(20[04]|30[37])$/,
        );
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
          ([, name]) => name!,
        );
        const described = (operation.parameters ?? [])
          .filter((parameter) => parameter.in === "path")
          .map((parameter) => parameter.name);
        expect(described.toSorted()).toEqual(inPath.toSorted());
      }
    }
  });

  test("says where a token goes: clients made from it send none elsewhere", () => {
    const token = { token: [] };
    const takes = (path: string, method: string) =>
      document.paths[`/api${path}`]?.[method]?.security;
    const records = "/collections/{collection}/records";
    for (const method of ["get", "post"])
      expect(takes(records, method)).toEqual([token, {}]);
    for (const method of ["get", "patch", "delete"])
      expect(takes(`${records}/{id}`, method)).toEqual([token, {}]);
    expect(takes("/health", "get")).toEqual([token, {}]);
    expect(takes("/collections", "get")).toEqual([token]);
    expect(
      takes("/collections/{collection}/auth-with-password", "post"),
    ).toBeUndefined();
  });

  test.each(["auth-with-password", "auth-with-otp", "auth-with-oauth2"])(
    "says where %s takes and gives the id of a first factor",
    (step) => {
      const login =
        document.paths[`/api/collections/{collection}/${step}`]!["post"]!;
      expect(login.parameters?.map(({ name }) => name)).toContain("mfaId");
      const { properties, required } = bodySchema(login);
      expect(properties).toHaveProperty("mfaId");
      expect(required).not.toContain("mfaId");
      const refusal = login.responses["401"]?.content?.["application/json"];
      expect(refusal?.schema.required).toEqual(["mfaId"]);
    },
  );

  test("says that bodies are read as JSON and as both kinds of forms", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const { requestBody } of Object.values(methods)) {
        // What is imported is a file.
        if (requestBody === undefined || path.endsWith("/import")) continue;
        expect(Object.keys(requestBody.content).toSorted()).toEqual([
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
        ]);
      }
    }
  });

  test("says what a file of records may be, and how it may be imported", () => {
    const path = "/api/collections/{collection}/records/import";
    const operation = document.paths[path]?.["post"];
    const options = operation?.parameters
      ?.filter((parameter) => parameter.in === "query")
      .map(({ name }) => name);
    const { content } = operation!.requestBody!;
    expect(Object.keys(content)).toEqual([
      "multipart/form-data",
      "text/csv",
      "application/json",
      "application/x-ndjson",
    ]);
    const form = content["multipart/form-data"]!.schema;
    expect(form.required).toEqual(["file"]);
    expect(Object.keys(form.properties!)).toEqual(["file", ...options!]);
  });

  test("says how lists are read on, and what a change may depend on", () => {
    const path = "/api/collections/{collection}/records";
    const parametersOf = (operation: Operation | undefined) =>
      operation?.parameters?.map(({ name }) => name);
    expect(parametersOf(document.paths[path]?.["get"])).toContain("cursor");
    for (const method of ["patch", "delete"]) {
      const operation = document.paths[`${path}/{id}`]?.[method];
      expect(parametersOf(operation)).toContain("If-Match");
      expect(operation?.responses).toHaveProperty("412");
    }
  });

  test("demands no setting of a change, at any depth", () => {
    const change = bodySchema(document.paths["/api/settings"]?.["patch"]);
    const { backups } = change.properties!;
    expect(backups!.properties).toHaveProperty("s3");
    for (const schema of [
      change,
      ...Object.values(change.properties!),
      backups!.properties!["s3"]!,
    ])
      expect(schema.required ?? []).toEqual([]);
  });

  test("demands nothing of what comes back from a provider", () => {
    const returned = document.paths["/api/oauth2-redirect"]?.["post"];
    expect(bodySchema(returned).required ?? []).toEqual([]);
  });

  test("names the schemas that it refers to", () => {
    const references = JSON.stringify(document).matchAll(
      /"\$ref":"#\/components\/schemas\/(\w+)"/g,
    );
    const names = new Set([...references].map(([, name]) => name!));
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) {
      expect(document.components.schemas).toHaveProperty(name);
    }
  });

  test("tells the truth: answers have what it requires of them", async () => {
    const required = requiredKeys(document.paths["/api/health"]?.["get"]);
    expect(required.length).toBeGreaterThan(0);
    const health = await (await api.send("GET /api/health")).json();
    expect(Object.keys(health as object)).toEqual(
      expect.arrayContaining(required),
    );
    const list = document.paths["/api/collections"]?.["get"];
    const page = await (await api.sudo("GET /api/collections")).json();
    expect(Object.keys(page as object).toSorted()).toEqual(
      requiredKeys(list).toSorted(),
    );
  });

  test("tells the truth of providers: clients find in them what it requires", async () => {
    const provider = { name: "google", clientId: "a", clientSecret: "b" };
    await api.sudo("PATCH /api/collections/users", {
      json: { oauth2: { enabled: true, providers: [provider] } },
    });
    const { oauth2 } = (await (
      await api.send("GET /api/collections/users/auth-methods")
    ).json()) as { oauth2: { providers: object[] } };
    const described =
      document.paths["/api/collections/{collection}/auth-methods"]?.["get"]
        ?.responses["200"]?.content?.["application/json"]?.schema;
    const required =
      described?.properties?.["oauth2"]?.properties?.["providers"]?.items
        ?.required;
    expect(required).toContain("codeVerifier");
    expect(Object.keys(oauth2.providers[0]!)).toEqual(
      expect.arrayContaining(required!),
    );
  });
});

function requiredKeys(operation: Operation | undefined): string[] {
  const success = operation?.responses["200"]?.content?.["application/json"];
  return success!.schema.required!;
}

function bodySchema(operation: Operation | undefined): Schema {
  return operation!.requestBody!.content["application/json"]!.schema;
}
