// Reads cards with ical.js (what Thunderbird and Nextcloud read with): a file in base64 on a line comes in, a line of
// JSON goes out. The first argument is the folder in which npm put it.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(`${process.argv[2]}/node_modules/ical.js/dist/ical.js`));

const values = (card, name) =>
  card.filter((one) => one[0] === name).flatMap((one) => one.slice(3).flat(Infinity)).map(String);

function facts([, card]) {
  const [family = "", given = "", , , suffix = ""] = values(card, "n");
  const [, , street, city, , code] = values(card, "adr");
  const isCell = ([name, parameters]) => name === "tel" && [parameters.type].flat().includes("CELL");
  return {
    n: [family, given, suffix],
    adr: street === undefined ? [] : [street, city, code],
    cell: values(card.filter(isCell), "tel"),
    showas: values(card, "x-abshowas"),
    ...Object.fromEntries(
      ["version", "uid", "fn", "org", "title", "tel", "email", "url", "categories", "note", "rev", "sort-string"].map(
        (name) => [name, values(card, name)],
      ),
    ),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const read = ICAL.parse(Buffer.from(line, "base64").toString("utf8"));
  const cards = read.length && Array.isArray(read[0]) ? read : [read];
  console.log(JSON.stringify(cards.map(facts)));
}
