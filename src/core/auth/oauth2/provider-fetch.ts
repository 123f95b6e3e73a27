/** Asks a provider: as `fetch`, within what time is left of a login, the answer read to its end. */
export type ProviderFetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | URLSearchParams | undefined;
  },
) => Promise<Response>;

/** What talking to a provider may take in all, in milliseconds. */
const timeForLogin = 30_000;
/** Bytes of one answer. Tokens and profiles have a few thousand. */
const maxAnswer = 1024 * 1024;

/**
 * The way to one provider for one login. A provider that is slow or sends without end does not hold the login for ever.
 * A POST follows no redirect, as it carries secrets; a GET does, and loses its credentials at another host.
 */
export function createProviderFetch(
  limits: { readonly time?: number; readonly size?: number } = {},
): ProviderFetch {
  const signal = AbortSignal.timeout(limits.time ?? timeForLogin);
  return async (url, { method, headers, body }) => {
    // Superusers configure these addresses, plain HTTP included. `fetch` would also read files.
    if (!isWebAddress(url)) {
      throw new Error(`the provider's address is no web address: "${url}"`);
    }
    const response = await fetch(url, {
      method,
      headers: { "user-agent": "Hutch", ...headers },
      signal,
      redirect: method === "GET" ? "follow" : "manual",
      ...(body !== undefined && { body }),
    });
    const bytes = await readAnswer(response, limits.size ?? maxAnswer);
    return new Response(bytes.length === 0 ? null : bytes, {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** Whether it is an address of the web, plain HTTP included. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

async function readAnswer(
  response: Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the transfer.
    if (size > limit) throw new Error("the provider's answer is too large");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
