import type { AnswerHeaders } from "../../http/shared/answer-headers.ts";

const known = new WeakMap<AnswerHeaders, AnswerHeaders>();

/** The same headers for answers of which scripts of other origins may read this header, too (Fetch standard, "CORS-safelisted response-header name"). */
export function exposing(base: AnswerHeaders, name: string): AnswerHeaders {
  let made = known.get(base);
  if (made === undefined) {
    const withIt = (headers: Headers) => {
      const copy = new Headers(headers);
      copy.append("Access-Control-Expose-Headers", name);
      return copy;
    };
    made = {
      bare: withIt(base.bare),
      json: withIt(base.json),
      jsonVarying: withIt(base.jsonVarying),
      jsonGzip: withIt(base.jsonGzip),
    };
    known.set(base, made);
  }
  return made;
}
