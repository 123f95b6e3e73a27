const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that a part of a path is; undefined if it can be none of a user or document. */
export function readUuid(part: string | null): string | undefined {
  const text = part?.toLowerCase() ?? "";
  return uuid.test(text) ? text : undefined;
}

const largestNumber = 2_147_483_647;

/** The role's id that a part of a path is; undefined if it can be none. */
export function readRoleId(part: string | null): string | undefined {
  if (part === null || !/^[+-]?\d+$/.test(part)) return undefined;
  const number = Number(part);
  return Math.abs(number) <= largestNumber ? String(number) : undefined;
}
