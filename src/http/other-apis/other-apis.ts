import { libredms } from "../../apis/libredms/index.ts";
import type { OtherApi } from "../shared/other-api.ts";

/** The APIs of other systems that the server can answer with. */
export const otherApis: readonly OtherApi[] = [libredms];
