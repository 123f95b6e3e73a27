import type { CollectionModel } from "pocketbase";
import { createContext } from "react";

/** All collections, for cells that name records of others. */
export const CollectionsContext = createContext<readonly CollectionModel[]>([]);
