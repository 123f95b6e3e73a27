import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Invalid, TooLarge } from "../../../../src/core/errors.ts";
import {
  type BodyLimits,
  readBody,
} from "../../../../src/http/shared/body/read-body.ts";

let dir: string;
let folder: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hutch-body-"));
  folder = join(dir, "uploads");
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const limits: BodyLimits = { total: 100_000, text: 2000 };

/** Files called `small…` may have 10 bytes, `doc…` 50,000, others are unwanted. */
function largest(name: string): number | undefined {
  if (name.startsWith("small")) return 10;
  return name.startsWith("doc") ? 50_000 : undefined;
}

function read(request: Request, bounds: BodyLimits = limits) {
  return readBody(request, bounds, { folder, largest });
}

function post(body: RequestInit["body"], type?: string): Request {
  return new Request("http://127.0.0.1/", {
    method: "POST",
    body,
    headers: type === undefined ? {} : { "Content-Type": type },
  });
}

const multipart = "multipart/form-data; boundary=b";

/** A part as it is on the wire. */
function part(disposition: string, contents: string, type = ""): string {
  const header = type === "" ? "" : `Content-Type: ${type}\r\n`;
  return `--b\r\nContent-Disposition: form-data; ${disposition}\r\n${header}\r\n${contents}\r\n`;
}

function filePart(filename: string, contents = "x", name = "doc"): string {
  return part(`name="${name}"; filename="${filename}"`, contents, "x/y");
}

const end = "--b--\r\n";

async function leftFiles(): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** A body that comes in these pieces; after them it ends, unless it is to wait. */
function pieces(
  texts: readonly string[],
  after: "end" | "wait" | "break" = "end",
): ReadableStream<Uint8Array> {
  const rest = texts.map((text) => Buffer.from(text));
  return new ReadableStream(
    {
      async pull(controller) {
        const next = rest.shift();
        if (next !== undefined) controller.enqueue(next);
        else if (after === "end") controller.close();
        else if (after === "break") controller.error(new Error("gone"));
        else await new Promise(() => {});
      },
    },
    { highWaterMark: 0 },
  );
}

describe("files", () => {
  test("are put into temporary files of their own", async () => {
    const form = new FormData();
    form.append("title", "x");
    form.append("doc", new File(["hello"], "naïve.txt"));
    form.append("doc+", new File(["a".repeat(40_000)], "b"));
    form.append("doc", new File([], "empty.bin"));
    form.append("other", new File(["unwanted"], "c"));
    const { values, files } = await read(post(form));
    expect({ ...values }).toEqual({ title: "x" });
    expect(
      files.map(({ field, filename, size }) => [field, filename, size]),
    ).toEqual([
      ["doc", "naïve.txt", 5],
      ["doc+", "b", 40_000],
      ["doc", "empty.bin", 0],
    ]);
    const [first, second] = files;
    expect(await Bun.file(first!.path).text()).toBe("hello");
    expect(await Bun.file(second!.path).text()).toBe("a".repeat(40_000));
    expect(await leftFiles()).toHaveLength(3);
  });

  test("come whole, however the body is cut", async () => {
    const contents = `line\r\n--${"\r\n-".repeat(50)}b\r\n--a\r\n\r\n--`;
    const body = part('name="t"', "1") + filePart("a", contents) + end;
    for (const size of [1, 2, 3, 7, 64]) {
      const cut = body.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      const { values, files } = await read(post(pieces(cut), multipart));
      expect({ ...values }).toEqual({ t: 1 });
      expect(await Bun.file(files[0]!.path).text()).toBe(contents);
    }
  });

  test("may come before, between and after values", async () => {
    const body =
      filePart("a") +
      part('name="t"', "1") +
      filePart("b") +
      part('name="@jsonPayload"', '{"u":"2"}') +
      filePart("c") +
      end;
    const { values, files } = await read(post(body, multipart));
    expect({ ...values }).toEqual({ t: 1, u: "2" });
    expect(files.map(({ filename }) => filename)).toEqual(["a", "b", "c"]);
  });

  test("may be a thousand, but no more", async () => {
    const body = (count: number) => filePart("a").repeat(count) + end;
    const bounds = { total: 1_000_000, text: 2000 };
    const { files } = await read(post(body(1000), multipart), bounds);
    expect(files).toHaveLength(1000);
    await rm(folder, { recursive: true });
    const tooMany = read(post(body(1001), multipart), bounds);
    await expect(tooMany).rejects.toThrow("too many parts");
    expect(await leftFiles()).toEqual([]);
  });

  test("that are too large are counted, but not kept", async () => {
    const body = filePart("a", "x".repeat(30_000), "small") + end;
    const cut = body.match(/[\s\S]{1,8}/g) ?? [];
    const { files } = await read(post(pieces(cut), multipart));
    expect(files).toMatchObject([{ filename: "a", size: 30_000 }]);
    expect(Bun.file(files[0]!.path).size).toBeLessThanOrEqual(10);
  });

  test("that are made of a body without end cost no disk", async () => {
    const start = Buffer.from(
      'Content-Disposition: form-data; name="small"; filename="a"\r\n\r\n',
    );
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(
          sent++ === 0
            ? Buffer.concat([Buffer.from("--b\r\n"), start])
            : new Uint8Array(1000),
        );
      },
    });
    await expect(read(post(body, multipart))).rejects.toThrow(TooLarge);
    expect(await leftFiles()).toEqual([]);
  });
});

describe("names of files", () => {
  const names: [string, string][] = [
    ["../../../etc/passwd", "passwd"],
    ["/etc/passwd", "passwd"],
    ["..", ".."],
    [".htaccess", ".htaccess"],
    ["a/b/../c.txt", "c.txt"],
    ["dir/", "dir"],
    ["//", "/"],
    ["C:\\\\fakepath\\\\a.txt", "C:\\fakepath\\a.txt"],
    ["日本語.txt", "日本語.txt"],
    ["exe.gnp\u202etxt", "exe.gnp\u202etxt"],
    ["x".repeat(5000), "x".repeat(5000)],
  ];
  test.each(names)("%.30j", async (sent, expected) => {
    const { files } = await read(post(filePart(sent) + end, multipart));
    expect(files).toMatchObject([{ filename: expected }]);
    expect(files[0]!.path).toStartWith(`${folder}/`);
    expect(await readdir(dir)).toEqual(["uploads"]);
  });

  test("may be written as RFC 5987 has it", async () => {
    const body = part(
      `name="doc"; filename="x"; filename*=UTF-8''na%C3%AFve.txt`,
      "x",
    );
    const { files } = await read(post(body + end, multipart));
    expect(files).toMatchObject([{ filename: "naïve.txt" }]);
  });

  test("that are empty make a value, as browsers send for an empty input", async () => {
    const body = filePart("", "") + part('name="doc"', "old.txt") + end;
    const { values, files } = await read(post(body, multipart));
    expect({ ...values }).toEqual({ doc: ["", "old.txt"] });
    expect(files).toEqual([]);
  });
});

describe("no file is left of a body that", () => {
  const whole = filePart("a", "x".repeat(5000));
  const bodies: [string, () => Request, new (...args: never[]) => Error][] = [
    [
      "breaks off in a file",
      () => post(pieces([whole.slice(0, 3000)]), multipart),
      Invalid,
    ],
    [
      "breaks off between parts",
      () => post(pieces([whole]), multipart),
      Invalid,
    ],
    [
      "comes from a client that goes away",
      () =>
        post(pieces([whole, filePart("b").slice(0, 80)], "break"), multipart),
      Invalid,
    ],
    [
      "is larger than allowed",
      () => post(whole + filePart("b", "x".repeat(100_000)) + end, multipart),
      TooLarge,
    ],
    [
      "has more text than allowed",
      () => post(whole + part('name="t"', "x".repeat(2001)) + end, multipart),
      TooLarge,
    ],
    [
      "has more text than allowed in many parts",
      () =>
        post(
          whole + part('name="t"', "x".repeat(99)).repeat(30) + end,
          multipart,
        ),
      TooLarge,
    ],
    [
      "hides text in parts that look like files",
      () =>
        post(
          whole +
            part('name="t"', "x".repeat(2001), "application/octet-stream") +
            end,
          multipart,
        ),
      TooLarge,
    ],
    [
      "has a payload that is no JSON",
      () => post(whole + part('name="@jsonPayload"', "{") + end, multipart),
      Invalid,
    ],
    [
      "has a malformed part",
      () => post(`${whole}--b\r\nno header\r\n\r\nx\r\n${end}`, multipart),
      Invalid,
    ],
  ];
  test.each(bodies)("%s", async (_, request, error) => {
    await expect(read(request())).rejects.toThrow(error);
    expect(await leftFiles()).toEqual([]);
  });

  test("is announced as larger than allowed; it is not even read", async () => {
    const request = post(whole + end, multipart);
    request.headers.set("Content-Length", "100001");
    await expect(read(request)).rejects.toThrow(TooLarge);
    expect(request.bodyUsed).toBe(false);
  });

  test("stalls", async () => {
    const request = post(pieces([whole, "--b\r\n"], "wait"), multipart);
    const reading = read(request, { ...limits, stall: 20 });
    await expect(reading).rejects.toThrow("stalled");
    expect(await leftFiles()).toEqual([]);
  });

  test("does not fit on the disk", async () => {
    // A file stands where the folder would be.
    await writeFile(folder, "");
    const reading = read(post(whole + end, multipart));
    await expect(reading).rejects.toThrow("an upload could not be kept");
    expect(await readdir(dir)).toEqual(["uploads"]);
  });
});

test("a slow but steady body is waited for", async () => {
  const body = filePart("a", "x".repeat(3_000)) + end;
  const rest = body.match(/[\s\S]{1,64}/g) ?? [];
  const slow = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await Bun.sleep(25);
        const next = rest.shift();
        if (next === undefined) controller.close();
        else controller.enqueue(Buffer.from(next));
      },
    },
    { highWaterMark: 0 },
  );
  // All of it takes longer than that.
  const stall = 1_000;
  const { files } = await read(post(slow, multipart), { ...limits, stall });
  expect(files).toMatchObject([{ size: 3_000 }]);
});

test("temporary files are for their owner's eyes only", async () => {
  await chmod(dir, 0o755);
  const { files } = await read(post(filePart("a") + end, multipart));
  const { mode } = await Bun.file(files[0]!.path).stat();
  expect(mode & 0o777).toBe(0o600);
});

test("a JSON body may not have the bytes that files may", async () => {
  const request = post(`{"a":"${"x".repeat(2000)}"}`, "application/json");
  await expect(read(request)).rejects.toThrow(TooLarge);
});
