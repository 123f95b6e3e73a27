import { type Library, type Member, openLibrary } from "./open-library.ts";

/** A library with a member of each role, who write to it natively. */
export interface Members {
  readonly library: Library;
  /** The token of an impostor: see `Library.addImpostor`. */
  readonly stranger: string;
  /** @param role `1` to `4` */
  member(role: string): Member;
  tokenOf(role: string): string;
  /** Sends a request such as `PATCH /api/settings`. Resolves to status and body of the answer. */
  answerTo(
    line: string,
    json: object,
    token?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

export async function openMembers(): Promise<Members> {
  const library = await openLibrary();
  const members = new Map<string, Member>();
  for (const role of ["1", "2", "3", "4"]) {
    members.set(role, await library.addUser(role));
  }
  const member = (role: string) => members.get(role)!;
  return {
    library,
    stranger: await library.addImpostor(),
    member,
    tokenOf: (role) => member(role).token,
    async answerTo(line, json, token) {
      const response = await library.api.send(line, {
        json,
        ...(token !== undefined && { token }),
      });
      return {
        status: response.status,
        body: (await response.json()) as Record<string, unknown>,
      };
    },
  };
}
