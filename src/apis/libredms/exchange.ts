import type { App } from "../../core/app.ts";
import {
  type AuthCollection,
  type Collection,
} from "../../core/collections/collection.ts";
import { NotFound } from "../../core/errors.ts";
import type { Json } from "../../core/json.ts";
import type { StoredRecord } from "../../core/records/record.ts";
import { guest, type Viewer } from "../../core/request.ts";
import type {
  Admission,
  CollectionAction,
} from "../../http/shared/admission.ts";
import type { AnswerHeaders } from "../../http/shared/answer-headers.ts";
import type { ApiContext } from "../../http/shared/other-api.ts";
import { absence, noteDefect, refuse } from "../../http/shared/refusal.ts";
import { HttpRequestInfo } from "../../http/shared/request-info.ts";
import { decodedPathOf } from "../../http/shared/request-path.ts";
import type { HttpSurroundings } from "../../http/shared/surroundings.ts";
import { writeJson } from "../../http/shared/write-json.ts";
import { documentsName, rolesName, usersName } from "./collection-names.ts";
import { exposing } from "./exposing-headers.ts";
import { Tokens, type VerifiedToken } from "./logins/tokens.ts";
import { readBody } from "./read-body.ts";
import { describeRefusal, invalidToken, notLoggedIn } from "./refusal.ts";

/** The header that tokens come and go in. */
export const tokenHeader = "x-access-token";

/** What a route does with a collection, in the words that rate limits have for it, the most exact one first. */
type Action = readonly [collection: string, action: string, ...more: string[]];

/** A request by somebody who is logged in. */
export interface Session {
  readonly info: HttpRequestInfo;
  /** Who asks. */
  readonly user: StoredRecord;
  readonly token: VerifiedToken;
}

type Body = Readonly<Record<string, unknown>>;

/** How the routes of this API read requests and write answers. */
export class Exchange {
  readonly app: App;
  readonly tokens: Tokens;
  readonly #surroundings: HttpSurroundings;
  readonly #admission: Admission;

  constructor({ app, surroundings, admission }: ApiContext) {
    this.app = app;
    this.tokens = new Tokens(app);
    this.#surroundings = surroundings;
    this.#admission = admission;
  }

  /** @throws {NotFound} somebody has removed it this moment */
  get users(): AuthCollection {
    const users = this.#collection(usersName);
    if (users.type !== "auth") throw new NotFound();
    return users;
  }

  /** @throws {NotFound} as `users` */
  get documents(): Collection {
    return this.#collection(documentsName);
  }

  /** @throws {NotFound} as `users` */
  get roles(): Collection {
    return this.#collection(rolesName);
  }

  /**
   * Begins to answer a request for which it does not matter who asks.
   * @throws {TooMany}
   */
  open(request: Request, action?: Action): HttpRequestInfo {
    return this.#begin(request, guest, action);
  }

  /**
   * Begins to answer a request for which one has to be logged in.
   * @throws {TooMany} @throws {Refusal} nobody is logged in
   */
  async openSession(request: Request, action?: Action): Promise<Session> {
    const token = await this.#tokenOf(request);
    const viewer: Viewer =
      token === undefined ? guest : { kind: "record", record: token.user };
    const info = this.#begin(request, viewer, action);
    if (token !== undefined) return { info, user: token.user, token };
    throw request.headers.get(tokenHeader) ? invalidToken() : notLoggedIn();
  }

  /**
   * Reads the body of somebody who is logged in. Who asks is who they are by now: a body may be drawn out until a login has
   * ended, or a role is another.
   *
   * @throws {TooLarge} @throws {Invalid} it is malformed @throws {Refusal} the login has ended
   */
  async receive({
    info,
  }: Session): Promise<{ readonly session: Session; readonly body: Body }> {
    const body = await readBody(info.request);
    const token = await this.#tokenOf(info.request);
    if (token === undefined) throw invalidToken();
    info.viewer = { kind: "record", record: token.user };
    return { session: { info, user: token.user, token }, body };
  }

  /** Reads the body of anybody. @throws {TooLarge} @throws {Invalid} it is malformed */
  receiveFromAnyone({ request }: HttpRequestInfo): Promise<Body> {
    return readBody(request);
  }

  /**
   * @param options.status 200 when absent
   * @param options.token the token to go on with; empty: there is none any more
   */
  async json(
    { request }: HttpRequestInfo,
    value: Json,
    {
      status = 200,
      token,
    }: { readonly status?: number; readonly token?: string } = {},
  ): Promise<Response> {
    const text = JSON.stringify(value);
    const answer = await writeJson(text, request, this.#headers(request));
    if (token !== undefined) answer.headers.set(tokenHeader, token);
    if (status === 200) return answer;
    return new Response(answer.body, { status, headers: answer.headers });
  }

  /** Sends the client elsewhere. */
  redirect(request: Request, location: string): Response {
    const headers = new Headers(this.#headers(request).bare);
    headers.set("Location", location);
    headers.set("Content-Type", "text/plain; charset=utf-8");
    const text = `Found. Redirecting to ${location}`;
    return new Response(text, { status: 302, headers });
  }

  error(request: Request, error: unknown): Response {
    const answer = this.#describe(request, error);
    const headers = new Headers(this.#headers(request).json);
    if (answer.endsLogin === true) headers.set(tokenHeader, "");
    return refuse(request, error, {
      status: answer.status,
      json: JSON.stringify({ message: answer.message }),
      headers,
      defect: answer.id,
    });
  }

  /** Answers what no route is for. */
  async notFound(request: Request): Promise<Response> {
    try {
      const token = await this.#tokenOf(request);
      const viewer: Viewer =
        token === undefined ? guest : { kind: "record", record: token.user };
      this.#admission.admit(request, viewer, undefined, countedPath(request));
      throw new NotFound();
    } catch (error) {
      return this.error(request, error);
    }
  }

  #describe(
    request: Request,
    error: unknown,
  ): {
    readonly status: number;
    readonly message: string;
    readonly endsLogin?: boolean;
    readonly id?: string;
  } {
    const known = describeRefusal(error);
    if (known !== undefined) return known;
    return this.app.isClosed
      ? absence
      : noteDefect(error, request, this.app.log);
  }

  #collection(name: string): Collection {
    const collection = this.app.collections.find(name);
    if (collection === undefined) throw new NotFound();
    return collection;
  }

  #begin(
    request: Request,
    viewer: Viewer,
    action: Action | undefined,
  ): HttpRequestInfo {
    this.#admission.admit(
      request,
      viewer,
      action && counted(action),
      countedPath(request),
    );
    const { clientAddress } = this.#surroundings;
    return new HttpRequestInfo(request, viewer, clientAddress);
  }

  async #tokenOf(request: Request): Promise<VerifiedToken | undefined> {
    const text = request.headers.get(tokenHeader);
    return text ? this.tokens.verify(this.users, text) : undefined;
  }

  #headers(request: Request): AnswerHeaders {
    return exposing(this.#surroundings.headersFor(request), tokenHeader);
  }
}

function counted([collection, action, ...more]: Action): CollectionAction {
  return { collection, actions: [action, ...more] };
}

/** Routes do not mind a slash at the end, which must not lead around a limit on their paths. */
function countedPath({ url }: Request): string {
  return decodedPathOf(url).replace(/\/+$/, "");
}
