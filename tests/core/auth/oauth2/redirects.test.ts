import { describe, expect, test } from "bun:test";
import {
  createRedirects,
  type RedirectAnswer,
} from "../../../../src/core/auth/oauth2/redirects.ts";

const answer = { state: "s", code: "c" };

function waitingClient(address = "10.0.0.1") {
  const redirects = createRedirects();
  const received: RedirectAnswer[] = [];
  const receive = (one: RedirectAnswer) => void received.push(one);
  const stop = redirects.wait("s", { address, receive });
  return { redirects, received, stop };
}

describe("a client that waits", () => {
  test("hears of its own user once", () => {
    const { redirects, received } = waitingClient();
    expect(redirects.deliver("10.0.0.1", { ...answer, state: "t" })).toBe(
      false,
    );
    expect(redirects.deliver("10.0.0.1", answer)).toBe(true);
    expect(redirects.deliver("10.0.0.1", answer)).toBe(false);
    expect(received).toEqual([answer]);
  });

  test("is not told of a user from another address, and goes on waiting", () => {
    const { redirects, received } = waitingClient();
    expect(redirects.deliver("10.6.6.6", answer)).toBe(false);
    expect(received).toEqual([]);
    expect(redirects.deliver("10.0.0.1", answer)).toBe(true);
  });

  test("without a known address hears of anybody with its state", () => {
    const { redirects } = waitingClient("");
    expect(redirects.deliver("10.6.6.6", answer)).toBe(true);
  });

  test.each([
    [{ state: "s", code: "" }],
    [{ state: "s", code: "c", error: "access_denied" }],
  ])("hears of a failure: %p", (failed) => {
    const { redirects, received } = waitingClient();
    expect(redirects.deliver("10.0.0.1", failed)).toBe(false);
    expect(received).toEqual([failed]);
  });

  test("hears nothing once it has stopped, and stops no other", () => {
    const { redirects, received, stop } = waitingClient();
    stop();
    expect(redirects.deliver("10.0.0.1", answer)).toBe(false);
    redirects.wait("s", { address: "", receive: () => {} });
    stop();
    expect(redirects.deliver("10.0.0.1", answer)).toBe(true);
    expect(received).toEqual([]);
  });
});

describe("the name that Apple sends", () => {
  const nameFrom = (user: string, code = "c") => {
    const { redirects } = waitingClient();
    redirects.deliver("10.0.0.1", { state: "s", code }, user);
    return redirects.takeName(code);
  };
  const user = (firstName: unknown, lastName?: unknown) =>
    JSON.stringify({ name: { firstName, lastName } });

  test.each([
    [user("Ann", "Apple"), "Ann Apple"],
    [user("Ann"), "Ann"],
    [user("", ""), ""],
    [user(1, ["x"]), ""],
    [user("x".repeat(500), "y"), "x".repeat(150)],
    ["{", ""],
    ["null", ""],
    ['{"name":"Ann"}', ""],
    ["", ""],
  ])("%p is %p", (sent, name) => {
    expect(nameFrom(sent)).toBe(name);
  });

  test("is not kept for a code of a size that no code has, nor for nobody", () => {
    expect(nameFrom(user("Ann"), "c".repeat(1001))).toBe("");
    const redirects = createRedirects();
    redirects.deliver("", answer, user("Ann"));
    expect(redirects.takeName("c")).toBe("");
  });
});
