import { afterEach, beforeEach, expect, test } from "bun:test";
import { Forbidden, Invalid } from "../../../src/core/errors.ts";
import { guest, serverRequest } from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { openTown, password, serverWith, type Town } from "./attacks/town.ts";

let town: Town;
let ann: StoredRecord;

beforeEach(async () => {
  town = await openTown();
  ann = await town.signUp("users", "ann@example.com");
});
afterEach(() => town.close());

function logIn(identity: string, plain = password) {
  const body = { identity, password: plain };
  const request = { ...serverWith(body), viewer: guest };
  const users = town.authCollection("users");
  return town.app.auth.withPassword(users, undefined, request);
}

test("a hook sees what somebody logs in with, and the answer", async () => {
  const seen: unknown[] = [];
  town.app.hooks.onRecordAuthWithPasswordRequest.add(async (event, next) => {
    const { identity, identityField, record } = event;
    const answer = await next();
    seen.push([identity, identityField, event.password, record?.id, answer]);
    return answer;
  });
  const answer = await logIn("ann@example.com");
  expect(seen).toEqual([["ann@example.com", "", password, ann.id, answer]]);
});

test("a hook may find the record in its own way", async () => {
  town.app.hooks.onRecordAuthWithPasswordRequest.add((event, next) => {
    if (event.identity === "the boss") event.record = ann;
    return next();
  });
  expect((await logIn("the boss")).record["id"]).toBe(ann.id);
  await expect(logIn("the boss", "wrong password")).rejects.toBeInstanceOf(
    Invalid,
  );
  await expect(logIn("the cook")).rejects.toBeInstanceOf(Invalid);
});

test("a hook may refuse a login with a password", async () => {
  town.app.hooks.onRecordAuthWithPasswordRequest.add(() =>
    Promise.reject(new Forbidden("Not on Sundays.")),
  );
  await expect(logIn("ann@example.com")).rejects.toThrow("Not on Sundays.");
});

test("a hook runs around a refresh, and may refuse it", async () => {
  const token = town.app.auth.issueToken(ann);
  const request = {
    ...serverRequest,
    viewer: await town.app.auth.viewerOf(token),
  };
  const users = town.authCollection("users");
  const refresh = () => town.app.auth.refresh(users, undefined, request, token);
  const seen: string[] = [];
  const remove = town.app.hooks.onRecordAuthRefreshRequest.add(
    ({ record }, next) => {
      seen.push(record.id);
      return next();
    },
  );
  expect((await refresh()).record["id"]).toBe(ann.id);
  expect(seen).toEqual([ann.id]);
  remove();
  town.app.hooks.onRecordAuthRefreshRequest.add(() =>
    Promise.reject(new Forbidden("No more.")),
  );
  await expect(refresh()).rejects.toThrow("No more.");
});
