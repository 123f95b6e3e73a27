import type { Collection } from "../collections/collection.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { RateLimitRule, Settings } from "../settings/settings.ts";

/** Has the rate limits of a collection's actions follow it when it is renamed. Those of a deleted one stay, without effect. */
export function renameLabels(
  hooks: Pick<Hooks, "onCollectionUpdate">,
  settings: Settings,
): () => void {
  return hooks.onCollectionUpdate.add(
    async ({ tx, collection, previous }, next) => {
      await next();
      if (collection.name === previous.name) return;
      await settings.updateIn(tx, ({ rateLimits }) => {
        const rules = rateLimits.rules.map(follow(previous, collection));
        const isSame = rules.every((rule) => rateLimits.rules.includes(rule));
        return isSame ? undefined : { rateLimits: { rules } };
      });
    },
  );
}

function follow(
  { name: before }: Collection,
  { name: now }: Collection,
): (rule: RateLimitRule) => RateLimitRule {
  const prefix = `${before}:`;
  return (rule) =>
    rule.label.startsWith(prefix)
      ? { ...rule, label: `${now}:${rule.label.slice(prefix.length)}` }
      : rule;
}
