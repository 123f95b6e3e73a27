/** Class names of a style sheet, by the names that it gives them. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module "*.svg" {
  /** The drawing itself, as it is imported as text. */
  const svg: string;
  export default svg;
}

declare module "worker:*" {
  /** Where the worker's script lies, from the page: see src/packaging/admin-workers.ts. */
  export const address: string;
}

/** A style sheet of a package, whose class names are its own. */
declare module "*.css";
