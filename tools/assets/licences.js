// The notices of everything that is bundled, one after another.
const fs = require("fs");
const path = require("path");
const seen = new Set();
const visit = (name, from) => {
  const found = [from, "."].map((folder) => path.join(folder, "node_modules", name)).find((folder) => fs.existsSync(path.join(folder, "package.json")));
  if (!found || seen.has(found)) return;
  seen.add(found);
  const about = JSON.parse(fs.readFileSync(path.join(found, "package.json"), "utf8"));
  const file = fs.readdirSync(found).find((one) => /^licen[cs]e/i.test(one));
  const text = file && fs.statSync(path.join(found, file)).isFile() ? fs.readFileSync(path.join(found, file), "utf8").trim() : `Licence: ${about.license}`;
  console.log(`${about.name} ${about.version} (${about.license})\n\n${text}\n\n${"-".repeat(72)}\n`);
  Object.keys(about.dependencies || {}).forEach((one) => visit(one, found));
};
["govuk-frontend", "@fontsource-variable/atkinson-hyperlegible-next", "plotly.js"].forEach((name) => visit(name, "."));
