import type { Bus } from "../../engines/bus/bus.ts";
import type { AppOptions } from "../app.ts";
import type { Hooks } from "../hooks/hooks.ts";
import { isObject } from "../json.ts";
import type { Settings } from "../settings/settings.ts";
import type { ApiDefinition, ProvisionedApp } from "./api-definition.ts";
import { type ApiName, apiNames } from "./api-names.ts";
import { provision } from "./provision.ts";
import { missingCollections, removeCollections } from "./withdraw.ts";

/** Which APIs of other systems are on. */
export interface Apis {
  /** Whether it answers, by a flag or by the settings; both may change at any time. */
  isOn(name: ApiName): boolean;
  /**
   * Resolves once all that an API needs is there. It is made at the first call, and again after collections were deleted or
   * the settings have turned the API on anew.
   * @throws {Invalid} a collection of another kind has the name of one that it needs
   */
  ready(name: ApiName): Promise<void>;
}

/** What the switches work with. */
export interface ApisParts extends ProvisionedApp {
  readonly settings: Settings;
  readonly hooks: Hooks;
  readonly bus: Bus;
  readonly offer: AppOptions["apis"];
}

/**
 * Offers APIs. One that the settings turn on is provisioned first, once nothing else is wrong with the change: what stands in
 * its way is the answer.
 */
export function createApis({
  settings,
  hooks,
  bus,
  offer,
  ...app
}: ApisParts): Apis {
  const offered = new Map<string, ApiDefinition>(
    offer?.offered.map((definition) => [definition.name, definition]),
  );
  const always = new Set<ApiName>(offer?.always);
  const provisioned = new Map<ApiName, Promise<void>>();

  function isOn(name: ApiName): boolean {
    return (
      offered.has(name) &&
      (always.has(name) || settings.current.apis[name].enabled)
    );
  }

  function ready(name: ApiName): Promise<void> {
    const known = provisioned.get(name);
    if (known !== undefined) return known;
    const definition = offered.get(name);
    if (definition === undefined) {
      throw new Error(`the API ${name} is not offered`);
    }
    const made = provision(definition, app);
    provisioned.set(name, made);
    // Once what stood in the way is gone, it works.
    made.catch(() => provisioned.delete(name));
    return made;
  }

  /** Provisions before `save` turns it on; if either fails, collections that were made for it go again. */
  async function turnOn(name: ApiName, save: () => Promise<void>) {
    const definition = offered.get(name);
    if (definition === undefined || isOn(name)) return save();
    const missing = missingCollections(definition, app);
    // Whoever finds something missing, records perhaps, turns it off and on.
    provisioned.delete(name);
    try {
      await ready(name);
      await save();
    } catch (error) {
      if (!isOn(name)) await removeCollections(missing, app);
      throw error;
    }
  }

  hooks.onSettingsUpdateRequest.add(async ({ changes }, next) => {
    if (!isObject(changes["apis"])) return next();
    const { apis } = settings.check(changes);
    const turned = apiNames.filter((name) => apis[name].enabled);
    // Each within the one before, so that none stays if a later one fails.
    await turned.reduceRight<() => Promise<void>>(
      (save, name) => () => turnOn(name, save),
      next,
    )();
  });
  bus.subscribe("collections", () => provisioned.clear());

  return { isOn, ready };
}
