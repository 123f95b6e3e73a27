import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createAuth } from "../../../../src/core/auth/create-auth.ts";
import type { AvatarLimits } from "../../../../src/core/auth/oauth2/avatar/download-avatar.ts";
import type { AuthCollection } from "../../../../src/core/collections/collection.ts";
import {
  deriveRequest,
  guest,
  serverRequest,
} from "../../../../src/core/request.ts";
import {
  type OAuth2World,
  openOAuth2World,
} from "../../../apis/pocketbase/auth-oauth2/oauth2-world.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

let world: OAuth2World;
let pictures: ReturnType<typeof Bun.serve>;
let asked: string[] = [];

beforeAll(async () => {
  world = await openOAuth2World();
  pictures = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request) {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      if (pathname === "/me.png") return new Response(png);
      return pathname === "/large.png"
        ? new Response(Buffer.concat([png, Buffer.alloc(2000)]))
        : new Response("<script>alert(1)</script>");
    },
  });
  const collection = world.api.app.collections.find("users")!;
  await world.api.app.collections.update("users", {
    fields: [
      ...collection.fields.filter(({ name }) => name !== "avatar"),
      { type: "file", name: "avatar", maxSize: 1000, mimeTypes: ["image/png"] },
    ],
  });
  await world.configure({ mappedFields: { avatarURL: "avatar" } });
});

afterAll(async () => {
  await pictures.stop(true);
  await world.close();
});

/** Someone new comes with a picture. Returns their record's avatar. */
async function signUp(
  login: string,
  picture: string,
  options: {
    readonly limits?: AvatarLimits;
    readonly createData?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<string> {
  const { app } = world.api;
  const auth = createAuth({
    ...app,
    avatarLimits: options.limits ?? { allows: () => true },
  });
  world.openid.users.set(login, {
    email: `${login}@example.com`,
    email_verified: true,
    picture: new URL(picture, pictures.url).href,
  });
  const { createData = {} } = options;
  asked = [];
  const answer = await auth.withOAuth2(
    app.collections.find("users") as AuthCollection,
    undefined,
    deriveRequest(serverRequest, {
      viewer: guest,
      body: { ...(await world.visit(login)), createData },
    }),
  );
  return String(answer.record["avatar"]);
}

function folder(...parts: readonly string[]): string {
  const { id } = world.api.app.collections.find("users")!;
  return join(world.api.dir, "pb_data", "storage", id, ...parts);
}

async function temporary(): Promise<readonly string[]> {
  const { temporaryFolder } = world.api.app.recordFiles;
  return readdir(temporaryFolder).catch(() => []);
}

test("someone new brings their picture along", async () => {
  const avatar = await signUp("ann", "/me.png");
  expect(avatar).toMatch(/^me\w*_\w{10}\.png$/);
  const record = await world.api.app.records.findBy(
    world.api.app.collections.find("users")!,
    "email",
    "ann@example.com",
  );
  const stored = await Bun.file(folder(record!.id, avatar)).bytes();
  expect(Buffer.from(stored)).toEqual(png);
  expect(await temporary()).toEqual([]);
});

test("it is fetched once, at the sign-up", async () => {
  await signUp("bob", "/me.png");
  expect(asked).toEqual(["/me.png"]);
  const avatar = await signUp("bob", "/me.png?changed");
  expect(avatar).not.toBe("");
  expect(asked).toEqual([]);
});

describe("nobody is turned away for the sake of a picture", () => {
  const anywhere = { allows: () => true };
  const cases: [string, string, AvatarLimits][] = [
    ["that is none", "/script.png", anywhere],
    ["that is too large for the field", "/large.png", anywhere],
    ["of another type than the field takes", "/script.html", anywhere],
    ["on a private address", "/me.png", {}],
    ["at no address at all", "file:///etc/passwd", anywhere],
  ];
  test.each(cases)("%s", async (name, picture, limits) => {
    const login = name.replaceAll(" ", "-");
    expect(await signUp(login, picture, { limits })).toBe("");
    expect(await temporary()).toEqual([]);
  });

  test("that the storage does not take", async () => {
    const { app } = world.api;
    const stop = app.hooks.onRecordAuthWithOAuth2Request.add(
      async (_, next) => {
        // A file stands where the folder of the collection would be.
        await Bun.$`rm -rf ${folder()}`.quiet();
        await Bun.write(folder(), "");
        return next();
      },
    );
    try {
      expect(await signUp("carl", "/me.png")).toBe("");
    } finally {
      stop();
      await Bun.$`rm -f ${folder()}`.quiet();
    }
    expect(await temporary()).toEqual([]);
  });
});

test("what the client sends for the field comes first", async () => {
  expect(await signUp("dora", "/me.png", { createData: { avatar: "" } })).toBe(
    "",
  );
  expect(asked).toEqual([]);
});
