import { swagger } from "@elysiajs/swagger";
import { Elysia } from "elysia";
import packageJson from "../../../package.json" with { type: "json" };
import type { ApiServer } from "../shared/other-api.ts";

const documentPath = "/document";

/**
 * The OpenAPI document of an API, as JSON. It is made of what the routes say of themselves.
 */
export async function describeApi({
  routes,
  documentation,
}: ApiServer): Promise<string> {
  const { title, description, schemas, securitySchemes } = documentation;
  // The plugin's own viewer would come from another host: only its document is used.
  const describing = new Elysia().use(
    swagger({
      path: "/viewer",
      specPath: documentPath,
      documentation: {
        info: { title, description, version: packageJson.version },
        components: {
          schemas: { ...schemas },
          securitySchemes: { ...securitySchemes },
        },
      },
    }),
  );
  describing.use(routes);
  const response = await describing.handle(
    new Request(`http://localhost${documentPath}`),
  );
  return response.text();
}
