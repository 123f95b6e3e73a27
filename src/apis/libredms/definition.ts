import type { ApiDefinition } from "../../core/apis/api-definition.ts";
import { collections } from "./collections.ts";

/** What LibreDMS needs to be there: its collections, their roles, and a superadministrator if the environment names one. */
export const definition: ApiDefinition = {
  name: "libredms",
  title: "LibreDMS",
  collections,
  async seed(app) {
    const { seed } = await import("./seed.ts");
    await seed(app, process.env);
  },
};
