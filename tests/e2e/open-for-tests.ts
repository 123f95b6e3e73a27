import { afterAll, beforeAll } from "bun:test";
import { closeBrowser } from "./browser.ts";

/**
 * Opens something before the tests of a file and closes it after them, once the browser that looked at it is closed.
 *
 * @param timeout milliseconds that opening it may take; the test runner's, if there are none
 * @returns what is opened, of which nothing can be read before the hooks and tests of the file
 */
export function openForTests<T extends AsyncDisposable>(
  open: () => Promise<T>,
  timeout?: number,
): T {
  let opened: T | undefined;
  beforeAll(async () => {
    opened = await open();
  }, timeout);
  afterAll(async () => {
    await closeBrowser();
    await opened?.[Symbol.asyncDispose]();
  });
  // The tests are written down before there is anything to hand to them.
  return new Proxy({} as T, {
    get(_, name) {
      if (opened === undefined) throw new Error("nothing is opened yet");
      return Reflect.get(opened, name);
    },
  });
}
