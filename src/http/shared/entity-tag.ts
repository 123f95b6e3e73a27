/** Whether the client has what this entity tag stands for (`If-None-Match`; RFC 9110, section 13.1.2); undefined: it does not ask. */
export function hasTag(request: Request, tag: string): boolean | undefined {
  return request.headers
    .get("if-none-match")
    ?.split(",")
    .map((entry) => entry.trim().replace(/^W\//, ""))
    .some((entry) => entry === "*" || entry === tag);
}
