import type { App } from "../../core/app.ts";
import type { Collection } from "../../core/collections/collection.ts";
import {
  Forbidden,
  Invalid,
  NotFound,
  Unauthorized,
} from "../../core/errors.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { parseFields } from "../../core/picking/parse-fields.ts";
import {
  pickFields,
  pickFieldsOfEach,
} from "../../core/picking/pick-fields.ts";
import type { UploadedFile } from "../../core/files/uploaded-file.ts";
import { stateOf, tagOf } from "../../core/records/presenting/record-tag.ts";
import type { Page, RecordJson } from "../../core/records/records.ts";
import { guest, type Viewer } from "../../core/request.ts";
import type {
  Admission,
  CollectionAction,
} from "../../http/shared/admission.ts";
import { defaultBodyLimit } from "../../http/shared/body/body-limit.ts";
import {
  type BodyLimits,
  type ReadBody,
  readBody,
} from "../../http/shared/body/read-body.ts";
import { stageBody } from "../../http/shared/body/stage-body.ts";
import type { FormFiles } from "../../http/shared/body/form-files.ts";
import { HttpRequestInfo, tokenOf } from "../../http/shared/request-info.ts";
import type { HttpSurroundings } from "../../http/shared/surroundings.ts";
import { refuse } from "../../http/shared/refusal.ts";
import { writeJson } from "../../http/shared/write-json.ts";
import { describeAbsence, describeDefect, describeError } from "./errors.ts";
import { mayChange, withTag } from "./record-tags.ts";

/** Seconds for what comes after a form was read: a storage may be slow. */
const secondsAfterForm = 120;

/** Seconds that a client has to take the refusal of a form that was not read to its end. */
const secondsAfterFailure = 5;

/** How this API's chapters read requests and write answers. */
export class Exchange {
  readonly app: App;
  readonly surroundings: HttpSurroundings;
  readonly #admission: Admission;

  constructor(app: App, surroundings: HttpSurroundings, admission: Admission) {
    this.app = app;
    this.surroundings = surroundings;
    this.#admission = admission;
  }

  /**
   * Learns who asks, and for which fields. Most requests need not wait for that.
   *
   * @param action what rate limits can be set for besides the path
   * @throws {TooMany} @throws {Forbidden} superusers may not come from there
   * @throws {Invalid} the `fields` parameter makes no sense
   */
  open(
    request: Request,
    action?: CollectionAction,
  ): HttpRequestInfo | Promise<HttpRequestInfo> {
    const viewer = this.#viewerOf(request);
    return viewer instanceof Promise
      ? viewer.then((known) => this.#begin(request, known, action))
      : this.#begin(request, viewer, action);
  }

  /**
   * As `open`, where nothing of what it learns is of use.
   *
   * @throws {TooMany} @throws {Forbidden} superusers may not come from there
   */
  async admit(request: Request, action?: CollectionAction): Promise<void> {
    if (!this.#admission.isNeeded) return;
    this.#admission.admit(request, await this.#viewerOf(request), action);
  }

  /**
   * As `open`, for routes of superusers.
   * @throws {Unauthorized} nobody is logged in @throws {Forbidden} no superuser is
   */
  async openSuperuser(request: Request): Promise<HttpRequestInfo> {
    const info = await this.open(request);
    if (info.viewer.kind === "guest") throw new Unauthorized();
    if (info.viewer.kind !== "superuser") {
      throw new Forbidden(
        "The authorized record is not allowed to perform this action.",
      );
    }
    return info;
  }

  /**
   * Reads the body into the request. Files in it are left out.
   *
   * @param limit bytes
   * @throws {TooLarge} @throws {Invalid} @throws {Unauthorized} the login ended while the body came, which its sender may draw out
   */
  async receive(
    info: HttpRequestInfo,
    limit = defaultBodyLimit,
  ): Promise<void> {
    const { values } = await readBody(info.request, limit);
    info.body = values;
    await this.renew(info);
  }

  /**
   * As `receive`, with the files that are wanted. What of them is not kept while the work goes on is thrown away.
   *
   * @param largest bytes that a file may have, by the name of its part; undefined: it is not wanted
   * @param work gets the files
   */
  async receiveFiles<T>(
    info: HttpRequestInfo,
    limits: BodyLimits,
    largest: (name: string) => number | undefined,
    work: (files: FormFiles) => Promise<T>,
  ): Promise<T> {
    const { request } = info;
    const { recordFiles } = this.app;
    const received = await this.#withoutIdleTimeout(request, () =>
      readBody(request, limits, {
        folder: recordFiles.temporaryFolder,
        largest,
      }),
    );
    info.body = received.values;
    const { files } = received;
    if (files.length === 0) {
      await this.renew(info);
      return work([]);
    }
    try {
      await this.renew(info);
      const named: [string, UploadedFile][] = [];
      for (const { field, filename, size, path } of files) {
        const file = { path, originalName: filename, size };
        named.push([field, await recordFiles.receive(file)]);
      }
      return await work(named);
    } finally {
      await recordFiles.discard(files);
    }
  }

  /**
   * Puts a body that is a file, or a form with one under this name, into a temporary file. Who asked for it removes it with
   * `recordFiles.discard`.
   *
   * @throws as `receive`; there is no file then
   */
  async stage(
    info: HttpRequestInfo,
    limits: BodyLimits,
    part: string,
  ): Promise<ReadBody> {
    const { request } = info;
    const { recordFiles } = this.app;
    const staged = await this.#withoutIdleTimeout(
      request,
      () => stageBody(request, limits, part, recordFiles.temporaryFolder),
      true,
    );
    try {
      await this.renew(info);
      return staged;
    } catch (error) {
      await recordFiles.discard(staged.files);
      throw error;
    }
  }

  /**
   * Who asks is who they are by now: rules must not judge a login as it was before a body that its sender has drawn out.
   * @throws {Unauthorized} the login that the request came with has ended since
   */
  async renew(info: HttpRequestInfo): Promise<void> {
    if (info.viewer.kind === "guest") return;
    info.viewer = await this.app.auth.viewerOf(tokenOf(info.request));
    if (info.viewer.kind === "guest") throw new Unauthorized();
  }

  /** @throws {NotFound} there is no such collection */
  collection(
    nameOrId: string,
    message = "Missing collection context.",
  ): Collection {
    const collection = this.app.collections.find(pathPart(nameOrId));
    if (collection === undefined) throw new NotFound(message);
    return collection;
  }

  json(
    { request, fields }: HttpRequestInfo,
    value: JsonObject,
  ): Response | Promise<Response> {
    const picked = fields === undefined ? value : pickFields(value, fields);
    return this.#write(request, picked);
  }

  /**
   * A record, with the tag of its state, whatever of it is asked for (`fields`) and expanded; without where the caller could
   * not change it anyway, as the tag takes a microsecond.
   */
  record(
    info: HttpRequestInfo,
    collection: Collection,
    record: RecordJson,
  ): Response | Promise<Response> {
    const { request, fields, viewer } = info;
    if (!mayChange(collection, viewer)) return this.json(info, record);
    const state = stateOf(record);
    const isWhole = fields === undefined && record["expand"] === undefined;
    const answer = isWhole
      ? this.#writeText(request, state)
      : this.json(info, record);
    const tag = tagOf(this.app.collections, state);
    return answer instanceof Promise
      ? answer.then((response) => withTag(response, tag))
      : withTag(answer, tag);
  }

  list(
    { request, fields }: HttpRequestInfo,
    values: readonly Json[],
  ): Response | Promise<Response> {
    const picked =
      fields === undefined ? values : pickFieldsOfEach(values, fields);
    return this.#write(request, picked);
  }

  /** A page of a list; `fields` are those of its items. */
  page(
    { request, fields }: HttpRequestInfo,
    { items, ...page }: Page<JsonObject>,
  ): Response | Promise<Response> {
    const picked =
      fields === undefined ? items : pickFieldsOfEach(items, fields);
    return this.#write(request, {
      items: picked,
      ...page,
    });
  }

  nothing(request: Request): Response {
    const headers = this.surroundings.headersFor(request).bare;
    return new Response(null, { status: 204, headers });
  }

  error(request: Request, error: unknown): Response {
    const { status, json, defect } =
      describeError(error) ??
      // Other data has taken the place of that which it was to be about.
      (this.app.isClosed
        ? describeAbsence()
        : describeDefect(error, request, this.app.log));
    const headers = this.surroundings.headersFor(request).json;
    return refuse(request, error, { status, json, headers, defect });
  }

  /** Answers what no route is for. */
  async notFound(request: Request): Promise<Response> {
    try {
      await this.admit(request);
      throw new NotFound();
    } catch (error) {
      return this.error(request, error);
    }
  }

  /**
   * A form with files may take hours, and the server counts what it has sent only: how long the client may be silent is
   * watched where the body is read.
   */
  async #withoutIdleTimeout<T>(
    request: Request,
    work: () => Promise<T>,
    isFile = false,
  ): Promise<T> {
    const type = request.headers.get("content-type") ?? "";
    const isForm = type.toLowerCase().startsWith("multipart/");
    if (!isForm && !isFile) return work();
    const { setIdleTimeout } = this.surroundings;
    setIdleTimeout(request, 0);
    let isRead = false;
    try {
      const result = await work();
      isRead = true;
      return result;
    } finally {
      setIdleTimeout(request, isRead ? secondsAfterForm : secondsAfterFailure);
    }
  }

  #viewerOf(request: Request): Viewer | Promise<Viewer> {
    const token = tokenOf(request);
    return token === "" ? guest : this.app.auth.viewerOf(token);
  }

  #begin(
    request: Request,
    viewer: Viewer,
    action: CollectionAction | undefined,
  ): HttpRequestInfo | Promise<HttpRequestInfo> {
    this.#admission.admit(request, viewer, action);
    const { clientAddress } = this.surroundings;
    const info = new HttpRequestInfo(request, viewer, clientAddress);
    const fields = info.query["fields"];
    if (!fields) return info;
    return parseFields(fields).then((tree) => {
      info.fields = tree;
      return info;
    });
  }

  #write(request: Request, value: unknown): Response | Promise<Response> {
    return this.#writeText(request, JSON.stringify(value));
  }

  #writeText(request: Request, json: string): Response | Promise<Response> {
    const headers = this.surroundings.headersFor(request);
    return writeJson(json, request, headers);
  }
}

/** A part of the path. @throws {Invalid} its percent-encoding is broken: the router then gives null, against its types */
export function pathPart(value: string | null): string {
  if (value === null) throw new Invalid("The URL is malformed.");
  return value;
}
