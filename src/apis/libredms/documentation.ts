import type { ApiDocumentation } from "../../http/shared/other-api.ts";
import { namedSchemas, tokenScheme } from "./describe-route.ts";

/** What the OpenAPI document says besides the routes. */
export const documentation: ApiDocumentation = {
  title: "LibreDMS",
  description:
    "Documents with private, public and role access, as LibreDMS serves them. The same users and documents are the collections libredms_users and libredms_documents of the native API.",
  schemas: namedSchemas,
  securitySchemes: {
    [tokenScheme]: {
      type: "apiKey",
      in: "header",
      name: "x-access-token",
      description:
        "The token that signing up and logging in answer with, in a header of the same name.",
    },
  },
};
