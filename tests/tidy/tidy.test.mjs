// The habits of this project, held against all its files. What is still allowed stands in known.txt, which must shrink.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  allowedFolders,
  areaViolations,
  importViolations,
  includeStyle,
  includeViolations,
  layersOf,
} from './arrows.mjs';
import { enumerators, repeatedLists } from './names.mjs';
import { longFile, longFunctions, longLines, most } from './sizes.mjs';
import { projectFiles, root } from './source.mjs';
import { missingTexts, repeatedKeys, unusedTexts } from './texts.mjs';

const files = projectFiles();
const textOf = (path) => files.find((file) => file.path === path)?.text ?? '';
const known = readFileSync(join(root, 'tests/tidy/known.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split(' | ').map((part) => part.trim()));

const takeOut = (rule, key) => `mended, so take it out of known.txt: ${rule} | ${key}`;

/** The rule finds what known.txt has of it, and nothing else: what was mended must go from there. */
function holds(rule, violations) {
  const allowed = new Set(known.filter(([name]) => name === rule).map(([, key]) => key));
  const found = new Set(violations.map((one) => one.key));
  const fresh = violations.filter((one) => !allowed.has(one.key)).map((one) => one.says);
  const mended = [...allowed].filter((key) => !found.has(key)).map((key) => takeOut(rule, key));
  assert.deepEqual([...fresh, ...mended], []);
}

test('there is something to look at', () => {
  assert.ok(files.length > 300);
  assert.ok(allowedFolders(textOf('ARCHITECTURE.md')).size >= 10);
  assert.ok(layersOf(textOf('web/README.md')).size >= 10);
  const rules = ['arrow', 'function', 'file', 'line', 'list', 'text'];
  for (const [rule] of known) assert.ok(rules.includes(rule), `known.txt has no rule ${rule}`);
});

test('nothing includes, itself or through others, what stands further down the street', () => {
  const tolerated = known.filter(([rule]) => rule === 'arrow').map(([, key]) => key);
  const allowed = allowedFolders(textOf('ARCHITECTURE.md'));
  assert.deepEqual(
    includeViolations(files, allowed, new Set(tolerated)).map((one) => one.says),
    [],
  );
  for (const arrow of tolerated) {
    const others = new Set(tolerated.filter((one) => one !== arrow));
    assert.notDeepEqual(includeViolations(files, allowed, others), [], takeOut('arrow', arrow));
  }
});

test('areas do not know each other', () => holds('area', areaViolations(files)));
test('our files are named from src/, and no heavy header comes in', () => holds('include', includeStyle(files)));
test('the layers of the page import one way, and not in a circle', () => {
  holds('import', importViolations(files, layersOf(textOf('web/README.md'))));
});

test('functions are short', () => holds('function', files.flatMap(longFunctions)));
test('files are short', () => holds('file', files.flatMap(longFile)));
test('lines are short, of one length', () => {
  holds('line', files.flatMap(longLines));
  assert.equal(JSON.parse(textOf('.prettierrc.json')).printWidth, most.line);
  assert.match(textOf('.clang-format'), new RegExp(`^ColumnLimit: ${most.line}$`, 'm'));
});

test('names of roles, areas, statuses, severities and units are listed once', () => {
  const headers = files.filter((file) => /^src\/audit\/[^/]+\.h$/.test(file.path));
  const enums = ['Role', 'Area', 'Status', 'Severity', 'Unit'].map((name) => {
    const header = headers.find((file) => new RegExp(`enum class ${name}\\b`).test(file.text));
    const names = enumerators(header?.text ?? '', name);
    assert.ok(names.length >= 4, `no header of src/audit has the enum ${name}`);
    const home = header.path.replace(/\.h$/, '.cpp');
    // The page's addresses: read before there is an engine to ask.
    return { name, names, home: [home, ...(name === 'Area' ? ['web/settings.js'] : [])] };
  });
  holds('list', repeatedLists(files, enums));
});

const texts = (language) =>
  new Map(
    files
      .filter((file) => file.path.startsWith(`assets/i18n/${language}/`))
      .map((file) => [file.path.split('/').at(-1), new Set(Object.keys(JSON.parse(file.text)))]),
  );
/** The languages that there are texts of. */
const languages = [...new Set(files.flatMap(({ path }) => /^assets\/i18n\/([^/]+)\//.exec(path)?.[1] ?? []))].sort();
const keysOf = (language) => new Set([...texts(language).values()].flatMap((keys) => [...keys]));

test('every text is used', () => {
  // What word lists and rules call things: meanings, limits.
  const names = new Set(
    files
      .filter((file) => /^assets\/(words|rules)\//.test(file.path))
      .flatMap((file) =>
        Object.entries(JSON.parse(file.text)).flatMap(([key, value]) => [
          key,
          ...(Array.isArray(value) ? [] : Object.keys(Object(value))),
        ]),
      ),
  );
  holds('text', unusedTexts(new Set(languages.flatMap((language) => [...keysOf(language)])), files, names));
});

test('no file of texts has a key twice, nor have two files of a language', () => {
  for (const language of languages) {
    const all = files.filter((file) => file.path.startsWith(`assets/i18n/${language}/`));
    assert.deepEqual(
      repeatedKeys(all.map((file) => file.text).join('\n')).map((key) => `${language}: ${key}`),
      [],
    );
  }
});

test('the page offers the languages that there are texts of', () => {
  const offered = /^export const languages = \[(.*)\];$/m.exec(textOf('web/settings.js'))[1];
  assert.deepEqual(offered.match(/\w+/g).sort(), languages);
});

test('no text that the sources ask for is missing, in any language', () => {
  for (const language of languages) {
    const keys = keysOf(language);
    assert.ok(keys.size > 1000);
    assert.deepEqual(
      missingTexts(() => keys, files).map((one) => one.says),
      [],
    );
  }
});
