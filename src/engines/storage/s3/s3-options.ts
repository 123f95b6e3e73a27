export interface S3Options {
  /** With or without `https://` before it. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secret: string;
  /** `ENDPOINT/BUCKET/KEY`; otherwise `BUCKET.ENDPOINT/KEY`. */
  readonly forcePathStyle: boolean;
}

/** How long to wait and how often to try. */
export interface S3Patience {
  /** Milliseconds without an answer, or without more of it, after which a server is taken for dead; 30,000. */
  readonly patience?: number;
  /** Bytes a second that sending may take at the slowest, on top of that; 100,000. */
  readonly slowest?: number;
  /** How often a request is made at most while the server is not reached or busy; 3. */
  readonly attempts?: number;
  /** Ends everything. */
  readonly signal?: AbortSignal;
}

/** Where a bucket is, without a slash at its end. */
export function bucketUrl(options: S3Options): string {
  const { bucket } = options;
  const [, scheme, host] =
    /^(https?:\/\/)?(.*?)\/*$/i.exec(options.endpoint) ?? [];
  const secure = scheme ?? "https://";
  return options.forcePathStyle
    ? `${secure}${host}/${encodeSegment(bucket)}`
    : `${secure}${bucket}.${host}`;
}

/** A key as a part of a URL, as S3 wants it signed. */
export function encodeKey(key: string): string {
  return key.split("/").map(encodeSegment).join("/");
}

/** All but the unreserved characters of RFC 3986. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
