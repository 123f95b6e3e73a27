import type { App } from "../../core/app.ts";
import type { JsonObject } from "../../core/json.ts";
import { levels, type NewLogEntry } from "../../core/logs/logs.ts";
import { guest, type Viewer } from "../../core/request.ts";
import type { RequestCounts } from "../shared/request-counts.ts";
import { failureOf, infoOf, tokenOf } from "../shared/request-info.ts";
import { describeFailure } from "./describe-failure.ts";
import { type FollowedRoute, isQuiet } from "./followed-route.ts";
import { hideSecrets } from "./hide-secrets.ts";

/** Characters of what clients send that an entry has at most, as upstream has it. */
const longestUrl = 3000;
const longestHeader = 2000;
const longestMethod = 50;

export interface ActivityParts {
  readonly app: Pick<App, "auth" | "logs" | "settings">;
  readonly counts: RequestCounts;
  /** The client's address, as trusted proxies tell it. */
  readonly clientAddress: (request: Request) => string;
  /** The address at the other end of the connection. */
  readonly socketAddress: (request: Request) => string;
}

/** Notes every request once it is answered: counts it, and logs what is to be logged. */
export class Activity {
  readonly #parts: ActivityParts;
  #running = 0;

  constructor(parts: ActivityParts) {
    this.#parts = parts;
  }

  /** @param path the route as the API writes it, or one name for many paths */
  route(method: string, path: string): FollowedRoute {
    return {
      counts: this.#parts.counts.of(method, path),
      isQuiet: isQuiet(method, path),
    };
  }

  /** Requests whose answer has not begun. */
  get running(): number {
    return this.#running;
  }

  /** A request has come, and `note` will follow. Returns when it came, by `performance.now()`. */
  begin(): number {
    this.#running++;
    return performance.now();
  }

  /**
   * Notes a request, and gives its answer back.
   * @param began when it came: see `begin`
   */
  note(
    route: FollowedRoute,
    request: Request,
    response: Response,
    began: number,
  ): Response {
    this.#running--;
    const { status } = response;
    const milliseconds = performance.now() - began;
    route.counts.note(status, milliseconds);
    const { logs } = this.#parts.app;
    const hasFailed = request[failureOf] !== undefined;
    if (hasFailed || !route.isQuiet) {
      logs.note(hasFailed ? levels.error : levels.info, () =>
        this.#describe(request, status, milliseconds),
      );
    }
    return response;
  }

  /** Who sent a request that nothing had to know it of, if it is known already. */
  #known(request: Request): Viewer {
    const token = tokenOf(request);
    const viewer = token === "" ? guest : this.#parts.app.auth.viewerOf(token);
    return viewer instanceof Promise ? guest : viewer;
  }

  #describe(
    request: Request,
    status: number,
    milliseconds: number,
  ): Omit<NewLogEntry, "level"> {
    const { app, clientAddress, socketAddress } = this.#parts;
    const { logIP, logAuthId } = app.settings.current.logs;
    const failure = request[failureOf];
    const method = cut(request.method, longestMethod);
    const url = cut(hideSecrets(pathAndQuery(request.url)), longestUrl);
    const login = loginOf(request[infoOf]?.viewer ?? this.#known(request));
    const refusal = failure === undefined ? {} : describeFailure(failure);
    // Undefined ones are not written; spreading parts in would cost more.
    const data: JsonObject = {
      auth: login?.collection.name ?? "",
      authId: logAuthId ? login?.id : undefined,
      details: refusal.details,
      error: refusal.error,
      execTime: milliseconds,
      method,
      referer: cut(
        hideSecrets(request.headers.get("referer") ?? ""),
        longestHeader,
      ),
      remoteIP: logIP ? socketAddress(request) : undefined,
      status,
      type: "request",
      url,
      userAgent: cut(request.headers.get("user-agent") ?? "", longestHeader),
      userIP: logIP ? clientAddress(request) : undefined,
    };
    return { message: `${method} ${readable(url)}`, data };
  }
}

function loginOf(viewer: Viewer) {
  return viewer.kind === "guest" ? undefined : viewer.record;
}

/** What of a URL comes after the host. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

/** Without percent-encoding, where that can be read. */
function readable(url: string): string {
  if (!url.includes("%")) return url;
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
