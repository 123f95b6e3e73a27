import { describe, expect, test } from "bun:test";
import { Invalid, TooLarge } from "../../../src/core/errors.ts";
import { readBody } from "../../../src/http/shared/body/read-body.ts";

const limit = 10_000;

function post(body: RequestInit["body"], type?: string): Request {
  return new Request("http://127.0.0.1/", {
    method: "POST",
    body,
    headers: type === undefined ? {} : { "Content-Type": type },
  });
}

async function valuesOf(request: Request): Promise<Record<string, unknown>> {
  return { ...(await readBody(request, limit)).values };
}

describe("a JSON body", () => {
  const accepted: [string, Record<string, unknown>][] = [
    ["{}", {}],
    ["null", {}],
    ["", {}],
    ['{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['{"a":1,"a":2}', { a: 2 }],
    [' \n{"a":"\\u00e9"} ', { a: "é" }],
    [`{"a":${"[".repeat(900)}${"]".repeat(900)}}`, { a: expect.any(Array) }],
    [`{"a":"${"[".repeat(5000)}"}`, { a: "[".repeat(5000) }],
    [`{"a":"\\"${"{".repeat(5000)}"}`, { a: `"${"{".repeat(5000)}` }],
  ];
  test.each(accepted)("%.40s is read", async (text, expected) => {
    expect(await valuesOf(post(text, "application/json"))).toEqual(expected);
  });

  const refused = [
    "{",
    '{"a":1} x',
    "[]",
    "1",
    '"a"',
    "undefined",
    "{'a':1}",
    '{"a":1e999}',
    '{"a":[{"b":-1e400}]}',
    `{"a":${"[".repeat(4000)}${"]".repeat(4000)}}`,
    "[".repeat(9000),
    '{"a":'.repeat(1500),
  ];
  test.each(refused)("%.40s is refused", async (text) => {
    await expect(
      valuesOf(post(text, "application/json; charset=utf-8")),
    ).rejects.toThrow(Invalid);
  });

  test("cannot reach a prototype", async () => {
    const { values } = await readBody(
      post(
        '{"__proto__":{"admin":true},"constructor":1,"x":{"__proto__":{"y":1}}}',
        "application/json",
      ),
      limit,
    );
    expect(values["admin"]).toBeUndefined();
    expect(values["toString"]).toBeUndefined();
    expect(values["constructor"]).toBe(1);
    expect({ ...values }).not.toHaveProperty("admin");
    expect(({} as Record<string, unknown>)["y"]).toBeUndefined();
  });

  test("may hold bytes that are no UTF-8: they become U+FFFD", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xc0]),
      Buffer.from('"}'),
    ]);
    expect(await valuesOf(post(bytes, "application/json"))).toEqual({
      a: "\ufffd\ufffd",
    });
  });
});

describe("a form", () => {
  const type = "application/x-www-form-urlencoded";
  const accepted: [string, Record<string, unknown>][] = [
    ["a=1&b=x+y&c=true&d=0001", { a: 1, b: "x y", c: true, d: "0001" }],
    ["a=1&a=x&a=false", { a: [1, "x", false] }],
    ["a=&b", { a: "", b: "" }],
    ['a=1&@jsonPayload={"a":"1","b":{"c":[]}}', { a: "1", b: { c: [] } }],
    ["__proto__=1&a=2", { a: 2 }],
  ];
  test.each(accepted)("%s is read", async (text, expected) => {
    expect(await valuesOf(post(text, type))).toEqual(expected);
  });
  test.each(["a=%", "%zz=1", "@jsonPayload={", "@jsonPayload=[1]"])(
    "%s is refused",
    async (text) => {
      await expect(valuesOf(post(text, type))).rejects.toThrow(Invalid);
    },
  );
});

describe("a multipart form", () => {
  test("has values, and files that nobody wants are left out", async () => {
    const form = new FormData();
    form.append("title", "x");
    form.append("n", "5");
    form.append("list", "a");
    form.append("list", "2");
    form.append("@jsonPayload", '{"n":"5","deep":{"a":null}}');
    form.append(
      "doc",
      new File(["hello"], "naïve.txt", { type: "text/plain" }),
    );
    const { values, files } = await readBody(post(form), limit);
    expect({ ...values }).toEqual({
      title: "x",
      n: "5",
      list: ["a", 2],
      deep: { a: null },
    });
    expect(files).toEqual([]);
  });

  test("may have an empty file input, which is an empty value", async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="doc"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n';
    const { values, files } = await readBody(
      post(body, "multipart/form-data; boundary=b"),
      limit,
    );
    expect({ ...values }).toEqual({ doc: "" });
    expect(files).toEqual([]);
  });

  const part = (name: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`;
  const refused: [string, string, string][] = [
    ["no boundary", "multipart/form-data", "x"],
    ["no part", "multipart/form-data; boundary=b", "garbage"],
    ["a part that does not end", "multipart/form-data; boundary=b", part("a")],
    [
      "a file that does not end",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="a"; filename="x"\r\n\r\nabc',
    ],
    [
      "a malformed payload",
      "multipart/form-data; boundary=b",
      `${part("@jsonPayload")}--b--`,
    ],
  ];
  test.each(refused)("with %s is refused", async (_, type, body) => {
    await expect(readBody(post(body, type), limit)).rejects.toThrow(Invalid);
  });

  test("with too many parts is refused", async () => {
    const body = `${part("a").repeat(1001)}--b--\r\n`;
    await expect(
      readBody(post(body, "multipart/form-data; boundary=b"), 1_000_000),
    ).rejects.toThrow(Invalid);
  });
});

describe("the limit", () => {
  const large = "x".repeat(limit);
  const form = new FormData();
  form.append("a", large);
  const bodies: [string, Request][] = [
    ["JSON", post(`{"a":"${large}"}`, "application/json")],
    ["a form", post(`a=${large}`, "application/x-www-form-urlencoded")],
    ["a multipart form", post(form)],
  ];
  test.each(bodies)(
    "holds for %s without an announced length",
    async (_, request) => {
      await expect(readBody(request, limit)).rejects.toThrow(TooLarge);
    },
  );

  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
    });
  test.each([
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
  ])("ends an endless %s stream", async (type) => {
    await expect(readBody(post(endless(), type), limit)).rejects.toThrow(
      TooLarge,
    );
  });

  test("is judged by the announced length before anything is read", async () => {
    const request = post("{}", "application/json");
    request.headers.set("Content-Length", String(limit + 1));
    await expect(readBody(request, limit)).rejects.toThrow(TooLarge);
    expect(request.bodyUsed).toBe(false);
  });

  test("is not fooled by a length that lies", async () => {
    const request = post(`{"a":"${large}"}`, "application/json");
    request.headers.set("Content-Length", "5");
    await expect(readBody(request, limit)).rejects.toThrow(TooLarge);
  });
});

test("no body is an empty one, whatever its type", async () => {
  expect(
    await valuesOf(new Request("http://127.0.0.1/", { method: "POST" })),
  ).toEqual({});
});

test.each(["text/plain", "application/xml", "", "application/octet-stream"])(
  "the type %j is refused",
  async (type) => {
    await expect(readBody(post(Buffer.from("x"), type), limit)).rejects.toThrow(
      "Unsupported Content-Type.",
    );
  },
);
