/** Whether the client takes answers in this content coding (`Accept-Encoding`; RFC 9110, section 12.5.3). */
export function acceptsCoding(request: Request, coding: string): boolean {
  const header = request.headers.get("accept-encoding");
  if (header === null) return false;
  return startsWithCoding(header, coding) || listsCoding(header, coding);
}

/** The usual header names gzip first. Every large answer asks for that, so nothing is taken apart. */
function startsWithCoding(header: string, coding: string): boolean {
  return (
    header.startsWith(coding) &&
    (header.length === coding.length || header[coding.length] === ",")
  );
}

/** Where a coding is named twice, the first counts. */
function listsCoding(header: string, coding: string): boolean {
  let takesOthers = false;
  for (const entry of header.toLowerCase().split(",")) {
    const [name, ...parameters] = entry.split(";").map((part) => part.trim());
    const isTaken = !parameters.some((part) => /^q=0(\.0*)?$/.test(part));
    if (name === coding) return isTaken;
    if (name === "*") takesOthers = isTaken;
  }
  return takesOthers;
}
