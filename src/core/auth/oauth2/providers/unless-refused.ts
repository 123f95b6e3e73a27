import { ProviderRefusal } from "../provider.ts";

/** What a request answers, or undefined where the provider's refusal is one to pass over. */
export async function unlessRefused(
  answer: Promise<unknown>,
  isPassedOver: (status: number) => boolean,
): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProviderRefusal && isPassedOver(error.status))
      return undefined;
    throw error;
  }
}

/** Whether a status says that what the user allowed does not reach that far. */
export function isDenial(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}
