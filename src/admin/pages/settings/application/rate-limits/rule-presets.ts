import type { RateLimitRule } from "../../../../server/settings-model.ts";
import { settingsText } from "../../../../text/settings.ts";

const { preset } = settingsText.rateLimits;

/** Limits that many servers have. */
export const rulePresets: readonly {
  readonly name: string;
  readonly rule: RateLimitRule;
}[] = [
  { name: preset.auth, rule: limit("*:auth", 2, 3) },
  { name: preset.create, rule: limit("*:create", 20, 5) },
  { name: preset.reset, rule: limit("*:requestPasswordReset", 5, 3_600) },
  { name: preset.batch, rule: limit("/api/batch", 3, 1) },
  { name: preset.all, rule: limit("/api/", 300, 10) },
];

function limit(
  label: string,
  maxRequests: number,
  duration: number,
): RateLimitRule {
  return { label, audience: "", duration, maxRequests };
}
