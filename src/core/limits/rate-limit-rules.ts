import type { RateLimitRule } from "../settings/settings.ts";

/** The rules of the settings, by label. */
export class RateLimitRules {
  readonly #exact = new Map<string, RateLimitRule[]>();
  readonly #prefixes: RateLimitRule[] = [];
  /** Whether any is for paths. */
  readonly hasPaths: boolean;

  constructor(rules: readonly RateLimitRule[]) {
    for (const rule of rules) {
      const same = this.#exact.get(rule.label);
      if (same === undefined) this.#exact.set(rule.label, [rule]);
      else same.push(rule);
      if (rule.label.endsWith("/")) this.#prefixes.push(rule);
    }
    this.hasPaths = rules.some(({ label }) => label.includes("/"));
  }

  /** The rule for the first of the labels (`users:list`, `*:list`) that has one for these callers. */
  ofLabels(
    labels: readonly string[],
    audience: string,
  ): RateLimitRule | undefined {
    for (const label of labels) {
      const rule = this.#ofLabel(label, audience);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  /**
   * The rule for a path and these callers: with the method before without it, the whole path before its beginnings, of
   * which the first in the settings counts.
   */
  ofPath(
    method: string,
    path: string,
    audience: string,
  ): RateLimitRule | undefined {
    if (!this.hasPaths) return undefined;
    return (
      this.#ofPathLabel(`${method} ${path}`, audience) ??
      this.#ofPathLabel(path, audience)
    );
  }

  #ofLabel(label: string, audience: string): RateLimitRule | undefined {
    return this.#exact.get(label)?.find((rule) => isFor(rule, audience));
  }

  #ofPathLabel(label: string, audience: string): RateLimitRule | undefined {
    const exact = this.#ofLabel(label, audience);
    if (exact !== undefined) return exact;
    const folder = `${label}/`;
    return this.#prefixes.find(
      (rule) => folder.startsWith(rule.label) && isFor(rule, audience),
    );
  }
}

function isFor({ audience }: RateLimitRule, wanted: string): boolean {
  return audience === "" || audience === wanted;
}
