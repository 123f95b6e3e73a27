import { beforeAll } from "bun:test";
import PocketBase from "pocketbase";
import { type AdminSite, logInSuperuser } from "./open-admin.ts";

/** A client that a superuser is logged in to from before the tests of a file: see `logInSuperuser`. */
export function logInForTests(site: AdminSite): PocketBase {
  const client = new PocketBase().autoCancellation(false);
  beforeAll(async () => {
    const { token, record } = (await logInSuperuser(site)).authStore;
    client.baseURL = site.url;
    client.authStore.save(token, record);
  });
  return client;
}
