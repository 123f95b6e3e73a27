import { describe, expect, test } from "bun:test";
import { ClientResponseError } from "pocketbase";
import { describeProblem, Refusal } from "../../../src/admin/server/problem.ts";

function answer(status: number, data: unknown = {}, message = "") {
  return new ClientResponseError({
    status,
    response: { status, message, data },
  });
}

describe("what is wrong with a value", () => {
  test("stands under the path that leads to it, however deep", () => {
    const error = { code: "validation_required", message: "Cannot be blank." };
    const { fields } = describeProblem(
      answer(400, {
        title: error,
        smtp: { host: error },
        fields: { 2: { name: error } },
      }),
    );
    expect(fields).toEqual({
      title: "Fill this in.",
      "smtp.host": "Fill this in.",
      "fields.2.name": "Fill this in.",
    });
  });

  test("is said in the server's words where the admin has none, with its numbers", () => {
    const { fields } = describeProblem(
      answer(400, {
        a: { code: "x", message: "At most {max}.", params: { max: 3 } },
      }),
    );
    expect(fields).toEqual({ a: "At most 3." });
  });
});

test.each([
  [0, "", "The server cannot be reached"],
  [400, "The record is in use.", "The record is in use."],
  [400, "", "Check what you have entered"],
  [403, "Only superusers.", "The server does not allow this."],
  [404, "", "does not exist any more"],
  [429, "", "Too many attempts"],
  [500, "stack", "Something went wrong on the server"],
  [507, "The disk is full.", "The disk is full."],
])("an answer %i %j as a whole says %j", (status, message, words) => {
  expect(describeProblem(answer(status, {}, message)).message).toContain(words);
});

test("a page's own reason is said as it is, and a fault of the script is no answer", () => {
  expect(describeProblem(new Refusal("Not so.")).message).toBe("Not so.");
  expect(() => describeProblem(new TypeError("x"))).toThrow(TypeError);
});
