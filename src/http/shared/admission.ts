import type { App } from "../../core/app.ts";
import { demandSuperuserAddress } from "../../core/auth/demand-superuser-address.ts";
import type { Actions, CountedRequest } from "../../core/limits/limits.ts";
import type { Viewer } from "../../core/request.ts";
import { decodedPathOf } from "./request-path.ts";

/** What a route does with a collection: rate limits can be set for that. */
export interface CollectionAction {
  /** Name or id, as the path has it. */
  readonly collection: string | null;
  readonly actions: Actions;
}

/** Turns away who may not ask at all now, before anything else is done for them. */
export class Admission {
  readonly #app: App;
  readonly #addressOf: (request: Request) => string;

  /** @param addressOf finds the client's address */
  constructor(app: App, addressOf: (request: Request) => string) {
    this.#app = app;
    this.#addressOf = addressOf;
  }

  /** Whether anybody may be turned away. */
  get isNeeded(): boolean {
    const { limits, settings } = this.#app;
    return limits.isOn || settings.current.superuserIPs.length > 0;
  }

  /**
   * @param action absent: the path is all that limits can be set for
   * @param path as limits are set for it, where a route has other spellings, too; absent: as it was asked for
   * @throws {Forbidden} superusers may not come from there @throws {TooMany}
   */
  admit(
    request: Request,
    viewer: Viewer,
    action?: CollectionAction,
    path?: string,
  ): void {
    const { limits, settings } = this.#app;
    if (viewer.kind === "superuser") {
      const isRestricted = settings.current.superuserIPs.length > 0;
      if (isRestricted) {
        demandSuperuserAddress(settings, this.#addressOf(request));
      }
    } else if (limits.isOn) this.#count(request, viewer, action, path);
  }

  #count(
    request: Request,
    viewer: Viewer,
    action: CollectionAction | undefined,
    path: string | undefined,
  ): void {
    const { collections, limits } = this.#app;
    const counted: CountedRequest = {
      viewer,
      address: this.#addressOf(request),
      method: request.method,
      // Asked for only where a limit is set for paths.
      get path() {
        return path ?? decodedPathOf(request.url);
      },
    };
    if (action === undefined) {
      limits.count(counted);
      return;
    }
    const collection = collections.find(action.collection ?? "");
    // That it is missing is said by the route.
    if (collection !== undefined) {
      limits.countIn(collection, action.actions, counted);
    }
  }
}
