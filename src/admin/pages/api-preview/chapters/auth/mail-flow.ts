import { type Access, everyone } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { missing, noContent, refusals } from "../answers.ts";
import type { Call, Parameter } from "../chapter.ts";

/** A step of what goes by mail: a request with some texts, which is answered with nothing. */
export interface MailStep {
  readonly title: string;
  /** The end of the path. */
  readonly route: string;
  /** The SDKs' name for it, which takes the body's values in their order. */
  readonly method: string;
  /** The values of the example, by their names in the body. */
  readonly values: Readonly<Record<string, string>>;
  readonly body: readonly Parameter[];
  readonly access?: Access;
}

/** The call that takes the step. */
export function mailStep(
  context: PreviewContext,
  { title, route, method, values, body, access = everyone }: MailStep,
): Call {
  const { collection, url } = context;
  const { name } = collection;
  const path = `/api/collections/${name}/${route}`;
  const all = Object.values(values);
  return {
    title,
    method: "POST",
    path,
    body,
    examples: examplesOf(context, {
      access,
      js: `await pb.collection(${js(name)}).${method}(${all.map((value) => js(value)).join(", ")});`,
      dart: `await pb.collection(${dart(name)}).${method}(${all.map((value) => dart(value)).join(", ")});`,
      curl: { method: "POST", url: url + path, body: values },
    }),
    answers: [
      noContent,
      missing(...Object.keys(values)),
      ...(access === everyone ? [] : [refusals.notLoggedIn]),
    ],
  };
}
