// Who may include and import whom. Both tables stand where people read them: ARCHITECTURE.md and web/README.md.
import { dirname, join, normalize } from 'node:path';

/** The rows of the first Markdown table whose head has these words: a list of lists of cells. */
export function table(markdown, ...head) {
  const lines = markdown.split('\n');
  const at = lines.findIndex((line) => line.startsWith('|') && head.every((word) => line.includes(word)));
  if (at < 0) return [];
  const rows = [];
  for (let i = at + 2; lines[i]?.startsWith('|'); ++i) {
    rows.push(
      lines[i]
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

/**
 * The arrows of ARCHITECTURE.md: a Map from folder to the folders it may see. What a folder may include it may include
 * with all that this may include in turn, but for what stands behind "not".
 */
export function allowedFolders(architecture) {
  const direct = new Map(),
    not = new Map();
  for (const [folder, , may] of table(architecture, 'folder', 'may include')) {
    const name = folder.replaceAll('`', '').replace('src/', '');
    const [yes, no = ''] = may.split(/\bnot\b/);
    direct.set(name, yes.split(/[,\s]+/).filter(Boolean));
    not.set(name, no.split(/[,\s]+/).filter(Boolean));
  }
  const all = [...direct.keys()];
  const closure = (name, seen = new Set()) => {
    for (const one of direct.get(name) ?? []) {
      if (one === 'all') all.forEach((folder) => seen.add(folder));
      else if (direct.has(one) && !seen.has(one)) {
        seen.add(one);
        closure(one, seen);
      }
    }
    return seen;
  };
  return new Map(all.map((name) => [name, new Set([...closure(name)].filter((one) => !not.get(name).includes(one)))]));
}

const folderOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];
const sources = (files) => files.filter((file) => file.path.startsWith('src/') && file.language === 'cpp');

/** [{key, says}] for every file of src that includes, itself or through others, what its folder may not. */
export function includeViolations(files, allowed, tolerated = new Set()) {
  const includes = new Map();
  for (const { path, text } of sources(files)) {
    includes.set(
      path,
      [...text.matchAll(/^#include "([^"]+)"/gm)].map((match) => `src/${match[1]}`),
    );
  }
  const found = [];
  for (const path of includes.keys()) {
    const rule = allowed.get(folderOf(path));
    if (!rule) {
      found.push({ key: path, says: `${path} lies in a folder that ARCHITECTURE.md does not have` });
      continue;
    }
    const from = new Map([[path, null]]);
    const queue = [path];
    const bad = new Map(); // folder -> the first file of it that is reached
    while (queue.length > 0) {
      const file = queue.shift();
      for (const next of includes.get(file) ?? []) {
        if (from.has(next) || !includes.has(next) || tolerated.has(`${file} ${next}`)) continue;
        from.set(next, file);
        const folder = folderOf(next);
        if (folder !== folderOf(path) && !rule.has(folder)) {
          if (!bad.has(folder)) bad.set(folder, next);
        } else {
          queue.push(next);
        }
      }
    }
    for (const reached of bad.values()) {
      const way = [reached];
      while (from.get(way[0])) way.unshift(from.get(way[0]));
      if (way.length > 2 && folderOf(way[1]) === folderOf(path)) continue; // told of that file itself
      found.push({ key: way.join(' '), says: `${way[0]} must not see ${reached}: ${way.join(' -> ')}` });
    }
  }
  return found;
}

/** Areas do not know each other: only the registry and the edges name what is in one. */
export function areaViolations(files) {
  const areas = ['privacy', 'bias', 'quality', 'ethics', 'skills'];
  return sources(files)
    .filter((file) => !file.path.startsWith('src/platform/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^#include "audit\/([^/"]+)\/[^"]+"/gm)]
        .filter(([, area]) => areas.includes(area) && !path.startsWith(`src/audit/${area}/`))
        .map(([line]) => ({ key: `${path} ${line}`, says: `${path}: ${line}` })),
    );
}

/** Heavy headers of the standard library, and files of ours that are not named from src/. */
export function includeStyle(files) {
  const heavy = ['iostream', 'sstream', 'fstream', 'regex', 'format', 'locale', 'thread', 'mutex', 'future'];
  return sources(files).flatMap(({ path, text }) =>
    [
      ...[...text.matchAll(/^#include <([^>]+)>/gm)].filter(([, name]) => heavy.includes(name)),
      ...text.matchAll(/^#include "\.[^"]*"/gm),
    ].map(([line]) => ({ key: `${path} ${line}`, says: `${path}: ${line}` })),
  );
}

const imported = /^\s*(?:import|export)\b[^;'"]*?from\s+['"](\.[^'"]+)['"]|^\s*import\s+['"](\.[^'"]+)['"]/gm;
const imports = (text) => [...text.matchAll(imported)].map((match) => match[1] ?? match[2]);

/** The layers of web/README.md in their order: a Map from file to its layer's number. */
export function layersOf(readme) {
  const layers = new Map();
  table(readme, 'layer', 'files').forEach(([, files], i) => {
    for (const name of files.matchAll(/`([\w.]+\.js)`/g)) layers.set(name[1], i);
  });
  return layers;
}

/** A file of web/ imports only from its own layer and earlier ones, and never in a circle. */
export function importViolations(files, layers) {
  const found = [];
  const graph = new Map();
  for (const { path, text } of files.filter((file) => /^web\/[^/]+\.js$/.test(file.path))) {
    const name = path.slice(4);
    if (!layers.has(name)) found.push({ key: path, says: `${path} stands in no layer of web/README.md` });
    graph.set(
      name,
      imports(text).map((other) => normalize(join(dirname(name), other))),
    );
    for (const other of graph.get(name)) {
      if (!(layers.get(other) > layers.get(name))) continue;
      found.push({ key: `${path} ${other}`, says: `${path} imports ${other}, of a later layer` });
    }
  }
  const state = new Map();
  const visit = (name, way) => {
    if (state.get(name) === 'done') return;
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name].join(' -> ');
      found.push({ key: `circle ${name}`, says: `imports run in a circle: ${circle}` });
      return;
    }
    for (const other of graph.get(name) ?? []) visit(other, [...way, name]);
    state.set(name, 'done');
  };
  for (const name of graph.keys()) visit(name, []);
  for (const name of layers.keys()) {
    if (!graph.has(name)) found.push({ key: name, says: `web/README.md has ${name}, which does not exist` });
  }
  return found;
}
