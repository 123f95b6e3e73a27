import icon from "../icon.svg";

/** The product's mark. Its name stands beside it. */
export function Mark() {
  return <img src={icon} alt="" width={28} height={28} />;
}
