/** A role: the lower its number, the more its bearer may. */
export interface Role {
  /** A digit, which is the number that LibreDMS gives the role. */
  readonly id: string;
  readonly label: string;
}

export const superadministrator = "1";
export const administrator = "2";
export const reviewer = "3";
export const regular = "4";

/** The roles that there are. */
export const roles: readonly Role[] = [
  { id: superadministrator, label: "Superadministrator" },
  { id: administrator, label: "Administrator" },
  { id: reviewer, label: "Reviewer" },
  { id: regular, label: "Regular" },
];
