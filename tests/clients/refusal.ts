import { ClientResponseError } from "pocketbase";

/** The error with which the server answers a call that is to be refused. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<ClientResponseError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ClientResponseError) return error;
  throw new Error("The call was to be refused.", { cause: error });
}

/** Codes by field, of a refusal. */
export function codesOf({ response }: ClientResponseError) {
  return Object.fromEntries(
    Object.entries(
      (response["data"] ?? {}) as Readonly<Record<string, { code: string }>>,
    ).map(([field, { code }]) => [field, code]),
  );
}
