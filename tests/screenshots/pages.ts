import { collectionEditor } from "./pages/collections.ts";
import { importing } from "./pages/importing.ts";
import { type PicturedPage, press } from "./pages/pictured-page.ts";
import { recordEditor } from "./pages/record-editor.ts";
import { records } from "./pages/records.ts";
import { settings } from "./pages/settings.ts";

const beforeLogin: readonly PicturedPage[] = [
  { name: "login", hash: "#/login", asGuest: true },
  { name: "forgotten", hash: "#/request-password-reset", asGuest: true },
  {
    name: "oauth2-success",
    hash: "#/auth/oauth2-redirect-success",
    asGuest: true,
  },
];

const logs: readonly PicturedPage[] = [
  { name: "logs", hash: "#/logs" },
  {
    name: "log-details",
    hash: "#/logs",
    act: async (page) => {
      await page.getByRole("row").nth(3).click();
      await page.getByRole("dialog", { name: "Log entry" }).waitFor();
    },
  },
  { name: "log-settings", hash: "#/logs", act: press("Log settings") },
];

/** Every page, with what can be opened on it. */
export const pages: readonly PicturedPage[] = [
  ...beforeLogin,
  // Before the other pages have filled them with their own requests.
  ...logs,
  ...records,
  ...recordEditor,
  ...importing,
  ...collectionEditor,
  ...settings,
];
