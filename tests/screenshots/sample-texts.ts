/** Names of made-up readers, for example accounts. */
export const readers = [
  "Hazel Meadows",
  "Clover Fields",
  "Rowan Hedge",
  "Juniper Moss",
  "Basil Thicket",
] as const;

export const sections = [
  ["Garden", "#4f7d3a"],
  ["Kitchen", "#b4572b"],
  ["Outdoors", "#2f6f8f"],
] as const;

const titles = [
  "Dandelions are not weeds",
  "A winter kitchen",
  "Ten walks before breakfast",
  "How to build a warm burrow",
  "The last carrots of the year",
  "Rain on the upper meadow",
  "Neighbours across the hedge",
  "Bread from three grains",
  "What the brook carries",
  "Letters from the north field",
  "Night sounds, a guide",
  "Hay, straw and the difference",
  "A map of the old paths",
  "Soup for a full house",
  "Frost on the fence",
  "Why we plant in rows",
  "The hill in four seasons",
  "Small tools, well kept",
  "A day with the beekeeper",
  "Moss and what lives in it",
  "Paths that come back",
  "The pantry in March",
  "Where swallows sleep",
  "An hour at the market",
] as const;

export const posts = titles.map(
  (title) =>
    [
      title,
      `<h2>${title}</h2><p>It begins early, before the <strong>first light</strong> reaches the gate. There is time for one thing, and then for the next.</p><ul><li>Look twice.</li><li>Write it down.</li></ul>`,
    ] as const,
);
