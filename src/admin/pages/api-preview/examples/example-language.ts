import { useStored } from "../../../components/hooks/use-stored.ts";

/** Languages that examples are in. */
export const languages = ["js", "dart", "curl"] as const;
export type Language = (typeof languages)[number];

/** The language that one wants to see examples in, wherever there are some. */
export function useExampleLanguage(): readonly [
  Language,
  (language: Language) => void,
] {
  return useStored<Language>("apiPreview.language", "js", asLanguage);
}

function asLanguage(stored: unknown): Language | undefined {
  return languages.find((language) => language === stored);
}
