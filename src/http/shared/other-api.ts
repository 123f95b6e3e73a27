import type { AnyElysia } from "elysia";
import type { ApiDefinition } from "../../core/apis/api-definition.ts";
import type { App } from "../../core/app.ts";
import type { Admission } from "./admission.ts";
import type { HttpSurroundings } from "./surroundings.ts";

/** What an API is given to answer with. */
export interface ApiContext {
  readonly app: App;
  readonly surroundings: HttpSurroundings;
  readonly admission: Admission;
}

/** An API as it answers. Its paths begin with `/api`. */
export interface ApiServer {
  /** Its own error shape is its own: nothing that it throws goes further. */
  readonly routes: AnyElysia;
  /** What its OpenAPI document says besides its routes. */
  readonly documentation: ApiDocumentation;
}

export interface ApiDocumentation {
  readonly title: string;
  readonly description: string;
  readonly schemas?: Readonly<Record<string, object>>;
  /** By the name that routes ask for them by. */
  readonly securitySchemes?: Readonly<
    Record<
      string,
      {
        readonly type: "apiKey";
        readonly in: "header";
        readonly name: string;
        readonly description: string;
      }
    >
  >;
}

/** An API of another system: off until it is turned on, and its paths do not exist then. */
export interface OtherApi {
  readonly definition: ApiDefinition;
  /** The paths that are its own: exactly these, or with `/*` at the end all below them. */
  readonly paths: readonly string[];
  /** Loads what answers; only where it is on. */
  load(): Promise<(context: ApiContext) => ApiServer>;
}
