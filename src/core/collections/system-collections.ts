import type { Draft } from "./draft.ts";
import { newDraft } from "./draft.ts";
import { addField } from "./field-list.ts";
import type { Field } from "./fields/field.ts";
import type { CollectionsParts } from "./create-collections.ts";
import { Registry } from "./registry.ts";
import { saveUnchecked } from "./save-collection.ts";
import { changeCollections } from "./schema-change.ts";
import { field } from "./system-fields.ts";

/**
 * Makes the collections that a new data folder starts with, all or none; nothing where there are collections already.
 */
export async function createSystemCollections(
  parts: CollectionsParts,
): Promise<void> {
  await changeCollections(
    parts,
    () => new Registry(),
    () => {},
    async (change) => {
      if (change.registry.all().length > 0) return;
      for (const draft of systemDrafts())
        await saveUnchecked(change, draft, undefined);
    },
  );
}

const ownerRule =
  "@request.auth.id != '' && recordRef = @request.auth.id && collectionRef = @request.auth.collectionId";

function systemDrafts(): readonly Draft[] {
  return [
    ownedDraft({
      name: "_mfas",
      fields: [ownField("method")],
      indexes: [
        "CREATE INDEX `idx_mfas_collectionRef_recordRef` ON `_mfas` (collectionRef,recordRef)",
      ],
    }),
    ownedDraft({
      name: "_otps",
      fields: [
        field("password", "password", {
          system: true,
          hidden: true,
          required: true,
          // A one-time password lives for minutes.
          cost: 8,
        }),
        field("text", "sentTo", { system: true, hidden: true }),
      ],
      indexes: [
        "CREATE INDEX `idx_otps_collectionRef_recordRef` ON `_otps` (collectionRef, recordRef)",
      ],
    }),
    ownedDraft({
      name: "_externalAuths",
      fields: [ownField("provider"), ownField("providerId")],
      indexes: [
        "CREATE UNIQUE INDEX `idx_externalAuths_record_provider` ON `_externalAuths` (collectionRef, recordRef, provider)",
        "CREATE UNIQUE INDEX `idx_externalAuths_collection_provider` ON `_externalAuths` (collectionRef, provider, providerId)",
      ],
      ownersDelete: true,
    }),
    ownedDraft({
      name: "_authOrigins",
      fields: [ownField("fingerprint")],
      indexes: [
        "CREATE UNIQUE INDEX `idx_authOrigins_unique_pairs` ON `_authOrigins` (collectionRef, recordRef, fingerprint)",
      ],
      ownersDelete: true,
    }),
    superusersDraft(),
    usersDraft(),
  ];
}

/** A collection whose records belong to a record of an auth collection, which may see them. */
function ownedDraft(options: {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly indexes: readonly string[];
  readonly ownersDelete?: boolean;
}): Draft {
  const scaffold = newDraft("base", options.name);
  return {
    ...scaffold,
    system: true,
    fields: withFields(scaffold.fields, [
      ownField("collectionRef"),
      ownField("recordRef"),
      ...options.fields,
      ...times(true),
    ]),
    indexes: options.indexes,
    listRule: ownerRule,
    viewRule: ownerRule,
    deleteRule: options.ownersDelete === true ? ownerRule : null,
  };
}

function superusersDraft(): Draft {
  const scaffold = newDraft("auth", "_superusers");
  const { auth } = scaffold;
  return {
    ...scaffold,
    system: true,
    fields: withFields(scaffold.fields, times(true)),
    auth: auth && {
      ...auth,
      // Superusers may do everything, so their logins end within a day.
      authToken: { ...auth.authToken, duration: 86_400 },
    },
  };
}

function usersDraft(): Draft {
  const ownRule = "id = @request.auth.id";
  const scaffold = newDraft("auth", "users", "_pb_users_auth_");
  const { auth } = scaffold;
  return {
    ...scaffold,
    fields: withFields(scaffold.fields, [
      field("text", "name", { max: 255 }),
      field("file", "avatar", {
        maxSelect: 1,
        mimeTypes: [
          "image/jpeg",
          "image/png",
          "image/svg+xml",
          "image/gif",
          "image/webp",
        ],
      }),
      ...times(false),
    ]),
    listRule: ownRule,
    viewRule: ownRule,
    createRule: "",
    updateRule: ownRule,
    deleteRule: ownRule,
    auth: auth && {
      ...auth,
      oauth2: {
        ...auth.oauth2,
        mappedFields: {
          id: "",
          name: "name",
          username: "",
          avatarURL: "avatar",
        },
      },
    },
  };
}

function ownField(name: string): Field {
  return field("text", name, { system: true, required: true });
}

function times(system: boolean): readonly Field[] {
  return [
    field("autodate", "created", { system, onCreate: true }),
    field("autodate", "updated", { system, onCreate: true, onUpdate: true }),
  ];
}

function withFields(
  fields: readonly Field[],
  more: readonly Field[],
): readonly Field[] {
  return more.reduce<readonly Field[]>(
    (list, one) => addField(list, one),
    fields,
  );
}
