import { defineConfig } from "drizzle-kit";

/** `bunx drizzle-kit generate --config drizzle/auxiliary.config.ts` writes the fixed tables of `auxiliary.db`. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/core/data-folder/auxiliary-tables.ts",
  out: "./drizzle/sqlite/auxiliary",
});
