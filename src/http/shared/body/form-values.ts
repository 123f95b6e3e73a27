import { Invalid } from "../../../core/errors.ts";
import { inferValue } from "./infer-value.ts";
import { parseJsonObject } from "./parse-json.ts";

/** The part of a form that holds the rest of the body as JSON, for what text cannot say. */
const jsonPayload = "@jsonPayload";

/** Collects a form's values: texts are read as what they stand for, a name that repeats is a list, `@jsonPayload` wins. */
export class FormValues {
  readonly #values = new Map<string, unknown[]>();
  readonly #payloads: string[] = [];

  add(name: string, text: string): void {
    if (name === jsonPayload) {
      this.#payloads.push(text);
      return;
    }
    const value = inferValue(text);
    const values = this.#values.get(name);
    if (values === undefined) this.#values.set(name, [value]);
    else values.push(value);
  }

  /** @throws {Invalid} a `@jsonPayload` is no JSON object */
  finish(): Record<string, unknown> {
    const body: Record<string, unknown> = Object.create(null);
    for (const [name, values] of this.#values) {
      if (name === "__proto__") continue;
      body[name] = values.length === 1 ? values[0] : values;
    }
    for (const payload of this.#payloads) {
      Object.assign(body, parsePayload(payload));
    }
    return body;
  }
}

function parsePayload(text: string): Record<string, unknown> {
  try {
    return parseJsonObject(text);
  } catch (cause) {
    throw new Invalid(
      "The @jsonPayload of the form is no valid JSON object.",
      {},
      { cause },
    );
  }
}
