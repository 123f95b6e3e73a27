import { swagger } from "@elysiajs/swagger";
import { type AnyElysia, Elysia } from "elysia";
import packageJson from "../../../package.json" with { type: "json" };
import {
  namedSchemas,
  tokenScheme,
} from "../../apis/pocketbase/describe-route.ts";

const documentPath = "/document";

/**
 * The OpenAPI document of an API, as JSON. It is made of what the routes say of themselves.
 */
export async function describeApi(api: AnyElysia): Promise<string> {
  // The plugin's own viewer would come from another host: only its document is used.
  const describing = new Elysia().use(
    swagger({
      path: "/viewer",
      specPath: documentPath,
      documentation: {
        info: {
          title: "Hutch",
          description: packageJson.description,
          version: packageJson.version,
        },
        components: {
          schemas: namedSchemas,
          securitySchemes: {
            [tokenScheme]: {
              type: "apiKey",
              in: "header",
              name: "Authorization",
              description: "The token of a login.",
            },
          },
        },
      },
    }),
  );
  describing.use(api);
  const response = await describing.handle(
    new Request(`http://localhost${documentPath}`),
  );
  return response.text();
}
