import type {
  RateLimitRule,
  Settings,
} from "../../../server/settings-model.ts";
import type { Edited } from "../form/edited-settings.ts";
import type { SettingsForm, SettingsPart } from "../form/use-settings-form.ts";
import { orderRules } from "./rate-limits/order-rules.ts";

/** A limit that is being edited, with what tells it from the others. */
export type RuleDraft = Edited<RateLimitRule> & { readonly key: string };

/** What the application's page edits. */
export interface ApplicationDraft {
  readonly meta: Pick<
    Settings["meta"],
    "appName" | "appURL" | "accentColor" | "hideControls"
  >;
  readonly batch: Edited<Settings["batch"]>;
  readonly rateLimits: Omit<Settings["rateLimits"], "rules"> & {
    readonly rules: readonly RuleDraft[];
  };
  readonly trustedProxy: Settings["trustedProxy"];
  readonly superuserIPs: readonly string[];
  readonly apis: Settings["apis"];
}

export type ApplicationForm = SettingsForm<ApplicationDraft>;

export const applicationPart: SettingsPart<ApplicationDraft> = {
  read: ({ meta, batch, rateLimits, trustedProxy, superuserIPs, apis }) => ({
    meta: {
      appName: meta.appName,
      appURL: meta.appURL,
      accentColor: meta.accentColor,
      hideControls: meta.hideControls,
    },
    batch,
    rateLimits: {
      ...rateLimits,
      rules: orderRules(rateLimits.rules).map(draftRule),
    },
    trustedProxy,
    superuserIPs,
    apis,
  }),

  tidy: (draft) => ({
    ...draft,
    rateLimits: {
      ...draft.rateLimits,
      rules: orderRules(draft.rateLimits.rules),
    },
  }),

  write: (draft) => ({
    ...draft,
    rateLimits: {
      ...draft.rateLimits,
      rules: draft.rateLimits.rules.map(
        ({ label, audience, duration, maxRequests }) => ({
          label,
          audience,
          duration,
          maxRequests,
        }),
      ),
    },
  }),
};

/** Makes a limit ready to be edited. */
export function draftRule(rule: Edited<RateLimitRule>): RuleDraft {
  return { ...rule, key: crypto.randomUUID() };
}
