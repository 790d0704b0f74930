// Read names as other programs do: {id: {bibtex, ris, csl}} on standard input, {id: {bibtex, ris, apa}} on standard output.
// Arguments: the folder of npm packages, a style, a locale.
'use strict';
const { createRequire } = require('module');
const fs = require('fs');
const [folder, style, locale] = process.argv.slice(2);
const packages = createRequire(folder + '/');
const { Cite } = packages('@citation-js/core');
packages('@citation-js/plugin-bibtex');
packages('@citation-js/plugin-ris');
const CSL = packages('citeproc');

function cited(csl) {
  const [item] = JSON.parse(csl);
  const system = { retrieveLocale: () => fs.readFileSync(locale, 'utf8'), retrieveItem: () => ({ ...item, id: 'item' }) };
  const engine = new CSL.Engine(system, fs.readFileSync(style, 'utf8'), 'en-US');
  engine.setOutputFormat('text');
  engine.updateItems(['item']);
  return engine.makeBibliography()[1][0].trim();
}

const read = {};
for (const [id, { bibtex, ris, csl }] of Object.entries(JSON.parse(fs.readFileSync(0, 'utf8')))) {
  read[id] = { bibtex: new Cite(bibtex).data[0].author, ris: new Cite(ris).data[0].author, apa: cited(csl) };
}
process.stdout.write(JSON.stringify(read));
