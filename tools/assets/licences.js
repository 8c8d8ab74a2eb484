// The notices of the typeface and of every package that really ended up in a bundle, one after another.
// Arguments: esbuild's descriptions of the bundles.
const fs = require("fs");
const path = require("path");

const mit = fs.readFileSync("node_modules/plotly.js/LICENSE", "utf8").replace(/^[^]*?(?=Permission is hereby)/, "").trim();
// Published under the MIT licence but without a licence file: what their read-me, first lines or package.json say.
const holders = {
  "govuk-frontend": "Copyright (C) 2017 Crown Copyright (Government Digital Service)",
  "has-hover": "By Dima Yv <df.creative@gmail.com>",
  "is-mobile": "Copyright (c) 2013 Julian Gruber <julian@juliangruber.com>",
  "native-promise-only": "(c) Kyle Simpson <getify@gmail.com>",
};

const folders = new Set([
  "node_modules/govuk-frontend", "node_modules/@fontsource-variable/atkinson-hyperlegible-next", "node_modules/plotly.js",
]);
for (const file of process.argv.slice(2)) {
  for (const [name, output] of Object.entries(JSON.parse(fs.readFileSync(file, "utf8")).outputs)) {
    if (!name.endsWith(".js")) continue;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/);
      if (folder && bytesInOutput && !input.endsWith(".css")) folders.add(folder[0]);
    }
  }
}

for (const folder of folders) {
  const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = fs.readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  if (!file && !holders[about.name]) throw new Error(`${about.name} has no licence file: add its notice to licences.js`);
  const text = file ? fs.readFileSync(path.join(folder, file), "utf8").trim() : `The MIT License (MIT)\n\n${holders[about.name]}\n\n${mit}`;
  console.log(`${about.name} ${about.version} (${about.license || "see below"})\n\n${text.replace(/\r\n/g, "\n")}\n\n${"=".repeat(72)}\n`);
}
