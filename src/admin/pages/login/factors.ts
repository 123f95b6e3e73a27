import { type AuthMethodsList, ClientResponseError } from "pocketbase";

/** What a superuser can prove who they are with. */
export type Factor = "password" | "code";

/** How far somebody has come. */
export interface LoginState {
  readonly email: string;
  /** Whether the second factor took longer than the server waits for it, so that all begins again. */
  readonly isTooLate?: boolean;
  /** Set once the first factor was right and the server wants another one. */
  readonly second?: {
    /** Names the login that was begun. */
    readonly mfaId: string;
    readonly done: Factor;
  };
}

/** The ways to log in that the server has, the usual one first. */
export function firstFactors({
  password,
  otp,
}: AuthMethodsList): readonly Factor[] {
  return [
    ...(password.enabled ? (["password"] as const) : []),
    ...(otp.enabled ? (["code"] as const) : []),
  ];
}

/** The ways that are left once one was used. */
export function secondFactors(
  all: readonly Factor[],
  done: Factor,
): readonly Factor[] {
  return all.filter((factor) => factor !== done);
}

/** The id of the login that was begun, if the server's answer to a right factor is that it wants another one. */
export function readMfaId(error: unknown): string | undefined {
  if (!(error instanceof ClientResponseError) || error.status !== 401) {
    return undefined;
  }
  const { mfaId }: Record<string, unknown> = error.response;
  return typeof mfaId === "string" && mfaId !== "" ? mfaId : undefined;
}

/** What a step of the login gets. */
export interface StepProps {
  readonly state: LoginState;
  /** The fields of superusers whose values name one beside the password. */
  readonly identityFields: readonly string[];
  /** In the field of the password at first. */
  readonly demoPassword: string;
  /** The factor was right, and another one is wanted. */
  readonly onSecond: (state: LoginState) => void;
  readonly onEntered: () => void;
  /** Changes to the other factor, where one has the choice, with the address that was typed. */
  readonly onOther: ((email: string) => void) | undefined;
}
