/** Icons are imported as text (`with { type: "text" }`), and so become part of the executable, each by itself. */
declare module "simple-icons/icons/*.svg" {
  const text: string;
  export default text;
}
