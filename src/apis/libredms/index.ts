import type { OtherApi } from "../../http/shared/other-api.ts";
import { definition } from "./definition.ts";

/** The API of LibreDMS. What answers is loaded where it is on. */
export const libredms: OtherApi = {
  definition,
  paths: [
    "/api",
    "/api/",
    "/api/users",
    "/api/users/*",
    "/api/documents",
    "/api/documents/*",
    "/api/search/*",
    "/api/roles",
    "/api/roles/*",
    "/api/auth/*",
  ],
  load: async () =>
    (await import("./create-libredms-api.ts")).createLibredmsApi,
};
