import { customType } from "drizzle-orm/sqlite-core";

/** A column type under the exact name that PocketBase's own tables declare. */
const declared = <Data>(name: string) =>
  customType<{ data: Data }>({ dataType: () => name });

export const text = declared<string>("TEXT");
export const integer = declared<number>("INTEGER");
export const boolean = declared<boolean>("BOOLEAN");
/** JSON as text: what stands there is parsed by who reads it. */
export const json = declared<string>("JSON");
export const varchar255 = declared<string>("VARCHAR(255)");
/** The constraint rides on the type, as drizzle-kit would make a second, named index of `.unique()`. */
export const uniqueText = declared<string>("TEXT UNIQUE");
