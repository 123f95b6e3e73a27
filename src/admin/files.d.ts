/** Class names of a style sheet, by the names that it gives them. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module "*.svg" {
  /** Where the picture lies. */
  const url: string;
  export default url;
}
