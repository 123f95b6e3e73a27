import { apiPreviewText } from "../../../../text/api-preview.ts";
import { textParameter } from "../parameters.ts";

/** What the second of two factors takes along. */
export const secondFactor = textParameter(
  "mfaId",
  apiPreviewText.parameters.mfaId,
);
