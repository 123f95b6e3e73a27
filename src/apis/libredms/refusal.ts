import {
  DomainError,
  Invalid,
  SecondFactorRequired,
} from "../../core/errors.ts";
import { statusOf } from "../../http/shared/refusal.ts";

/** A refusal in LibreDMS's words. */
export class Refusal extends DomainError {
  readonly status: number;
  /** Whether the client is told that its token is none any more. */
  readonly endsLogin: boolean;
  constructor(
    status: number,
    message: string,
    options?: ErrorOptions & { readonly endsLogin?: boolean },
  ) {
    super(message, options);
    this.status = status;
    this.endsLogin = options?.endsLogin === true;
  }
}

/** A refusal as it is answered: its status, and what it says. */
export interface RefusalAnswer {
  readonly status: number;
  readonly message: string;
  readonly endsLogin: boolean;
}

/** The answer to an error that the caller is meant to see; undefined for any other. */
export function describeRefusal(error: unknown): RefusalAnswer | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof SecondFactorRequired) {
    return {
      status: 403,
      message:
        "This login needs a second factor, which this API cannot ask for",
      endsLogin: false,
    };
  }
  const status = statusOf(error);
  if (status === undefined) return undefined;
  const saysNothing = error instanceof Invalid && hasFields(error);
  const message =
    error instanceof Error && !saysNothing ? error.message : invalidValues;
  return { status, message, endsLogin: false };
}

const invalidValues = "Please confirm that all fields are valid";

/** Which values are wrong is said by field, which this API has no place for. */
function hasFields({ fields }: Invalid): boolean {
  return Object.keys(fields).length > 0;
}

/** A value is of no type that it could be of. */
export function unfitValue(cause?: unknown): Refusal {
  return new Refusal(400, invalidValues, { cause });
}

export function notLoggedIn(): Refusal {
  return new Refusal(401, "You need to be logged in to perform that action");
}

export function invalidToken(): Refusal {
  return new Refusal(401, "Access token is invalid", { endsLogin: true });
}

export function notPermitted(cause?: unknown): Refusal {
  return new Refusal(403, "You don't have permission to perform that action", {
    cause,
  });
}

export function notOwner(): Refusal {
  return new Refusal(403, "Only this resource's owner can perform that action");
}

export function fixedIdentifier(): Refusal {
  return new Refusal(403, "You're not permitted to change identifier fields");
}

export function ownRole(): Refusal {
  return new Refusal(403, "You're not permitted to specify your own role.");
}
