import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { offerApis } from "../../src/cli/serve-apis.ts";
import type { App, AppOptions } from "../../src/core/app.ts";
import { openApp } from "../../src/core/open-app.ts";

/** An app on a data folder of its own. */
export interface TempApp {
  readonly app: App;
  readonly dir: string;
  /** Closes the app and removes the folder. */
  close(): Promise<void>;
}

/** Opens an app on a new data folder. */
export async function openTempApp(
  options: Partial<AppOptions> = {},
): Promise<TempApp> {
  const dir = await mkdtemp(join(tmpdir(), "hutch-app-"));
  const app = await openApp({
    dir: join(dir, "pb_data"),
    serve: false,
    apis: offerApis([]),
    ...options,
  });
  return {
    app,
    dir,
    async close() {
      await app.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
