/**
 * The domain's errors: what went wrong, free of any API's shape. Each API writes them in its own dialect;
 * anything else that is thrown is a defect and becomes a 500 with its cause in the log alone.
 */

/** What is wrong with one value: a stable code for clients to branch on, a sentence, and the numbers in it. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Errors by field name; a nested object is a group of fields (`{passwordAuth: {identityFields: …}}`, `{fields: {0: …}}`). */
export interface FieldErrors {
  readonly [field: string]: FieldError | FieldErrors;
}

/** The root of every error that a caller is meant to see. */
export abstract class DomainError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** There is no such thing, or the viewer may not know that there is. */
export class NotFound extends DomainError {
  constructor(
    message = "The requested resource wasn't found.",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A login is needed and there is none. */
export class Unauthorized extends DomainError {
  constructor(
    message = "The request requires valid record authorization token.",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The first factor was right; `mfaId` is to come with the second, of another kind. */
export class SecondFactorRequired extends DomainError {
  readonly mfaId: string;
  constructor(mfaId: string) {
    super("A second factor is required.");
    this.mfaId = mfaId;
  }
}

/** The caller is known and may not do this. */
export class Forbidden extends DomainError {
  constructor(
    message = "You are not allowed to perform this request.",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What was asked for cannot be done before an operator has done something. */
export class Unavailable extends DomainError {}

/** The request cannot be carried out as it was put; `fields` says which values are wrong. */
export class Invalid extends DomainError {
  readonly fields: FieldErrors;
  constructor(
    message = "Something went wrong while processing your request.",
    fields: FieldErrors = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.fields = fields;
  }
}

/** What was to be changed is no longer as the caller knew it; nothing was done. */
export class ChangedMeanwhile extends DomainError {
  constructor(message = "The record has changed meanwhile.") {
    super(message);
  }
}

/** More than a limit of bytes. */
export class TooLarge extends DomainError {
  constructor(message = "Request entity too large.", options?: ErrorOptions) {
    super(message, options);
  }
}

/** More requests than allowed, for now. */
export class TooMany extends DomainError {
  /** Seconds until the next one is allowed; undefined if nobody knows. */
  readonly retryAfter: number | undefined;
  constructor(
    message = "Too Many Requests.",
    options?: ErrorOptions & { readonly retryAfter?: number },
  ) {
    super(message, options);
    this.retryAfter = options?.retryAfter;
  }
}

/**
 * The program cannot start or go on as it was asked to (a taken port, a foreign data folder); the message is one clear
 * sentence for the person at the console, and the exit code is 1.
 */
export class Refused extends DomainError {}

/** Makes a field error. */
export function fieldError(
  code: string,
  message: string,
  params?: Readonly<Record<string, unknown>>,
): FieldError {
  return params === undefined ? { code, message } : { code, message, params };
}

/** Tells one field's error from a group of them. */
export function isFieldError(
  value: FieldError | FieldErrors,
): value is FieldError {
  return (
    typeof value["code"] === "string" && typeof value["message"] === "string"
  );
}
