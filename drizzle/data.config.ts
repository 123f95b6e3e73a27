import { defineConfig } from "drizzle-kit";

/** `bunx drizzle-kit generate --config drizzle/data.config.ts` writes the fixed tables of `data.db`. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/core/data-folder/data-tables.ts",
  out: "./drizzle/sqlite/data",
});
