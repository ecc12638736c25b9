// How long functions, files and lines may be.
import { code, lineOf, quotedLines } from './source.mjs';

export const most = { function: 70, file: 500, line: 120 };

/** The place behind the bracket that closes the one at `open`. */
export function closing(text, open) {
  const pairs = { '(': ')', '[': ']', '{': '}' };
  const shut = pairs[text[open]];
  let depth = 0;
  for (let at = open; at < text.length; ++at) {
    if (text[at] === text[open]) ++depth;
    else if (text[at] === shut && --depth === 0) return at + 1;
  }
  return text.length;
}

const withoutTemplates = (head) => {
  let out = head;
  for (let before; out !== before; ) {
    before = out;
    out = out.replace(/<[^<>(){}]*>/g, '');
  }
  return out.replace(/\btemplate\b/g, '');
};

/** Functions at namespace and class level of a C++ text; a lambda counts with the function around it. */
function cppFunctions(text) {
  const plain = code(text, 'cpp');
  const found = [];
  let start = 0;
  for (let at = 0; at < plain.length; ++at) {
    const c = plain[at];
    if (c === ';' || c === '}') start = at + 1;
    if (c === '(' || c === '[') {
      at = closing(plain, at) - 1;
      continue;
    }
    if (c !== '{') continue;
    const whole = plain.slice(start, at);
    const head = withoutTemplates(whole).replace(/\b(public|private|protected)\s*:(?!:)/g, ' ');
    const before = head.includes('(') ? head.slice(0, head.indexOf('(')) : head;
    if (/\b(namespace|class|struct|union)\b|\bextern\s*"/.test(before)) {
      start = at + 1;
      continue;
    }
    const end = closing(plain, at);
    if (!/\benum\b/.test(before) && /\)|\]\s*$/.test(head)) {
      const own = whole.replace(/^[^]*\b(public|private|protected)\s*:(?!:)/, '');
      const first = lineOf(plain, at - own.trimStart().length);
      const name = /([\w:~]+|operator\W+)\s*(=[^=]*)?$/.exec(before)?.[1] ?? '?';
      found.push({ name, line: first, lines: lineOf(plain, end - 1) - first + 1 });
    }
    // `a{1}, b{2} {`: initialisers of a constructor; the body comes behind them.
    at = end - 1;
    if (!/^\s*[,{]/.test(plain.slice(end, end + 200))) start = end;
  }
  return found;
}

/** Functions of a JavaScript text, the inner ones too. */
function jsFunctions(text) {
  const plain = code(text, 'js');
  const found = [];
  for (let at = plain.indexOf('{'); at >= 0; at = plain.indexOf('{', at + 1)) {
    const before = plain.slice(0, at).trimEnd();
    let from = before.length;
    if (before.endsWith('=>')) {
      const head = before.slice(0, -2).trimEnd();
      from = head.endsWith(')') ? opening(head) : head.search(/[\w$]+$/);
    } else if (before.endsWith(')')) {
      from = opening(before);
      if (/\b(if|for|while|switch|catch|with|await)\s*$/.test(before.slice(0, from))) continue;
    } else {
      continue;
    }
    const name = /([\w$]+)\s*(=|:)?\s*(async\s*)?(function\s*)?$/.exec(before.slice(0, from))?.[1] ?? '?';
    const first = lineOf(plain, from);
    found.push({ name, line: first, lines: lineOf(plain, closing(plain, at) - 1) - first + 1 });
  }
  return found;
}

function opening(head) {
  let depth = 0;
  for (let at = head.length - 1; at >= 0; --at) {
    if (head[at] === ')') ++depth;
    else if (head[at] === '(' && --depth === 0) return at;
  }
  return 0;
}

function pythonFunctions(text) {
  const lines = text.split('\n');
  const found = [];
  lines.forEach((line, first) => {
    const head = /^(\s*)(?:async\s+)?def\s+(\w+)/.exec(line);
    if (!head) return;
    const inside = (line) => line.trim() === '' || /^\s*[)\]}]/.test(line) || line.search(/\S/) > head[1].length;
    let last = first;
    for (let i = first + 1; i < lines.length && inside(lines[i]); ++i) {
      if (lines[i].trim() !== '') last = i;
    }
    found.push({ name: head[2], line: first + 1, lines: last - first + 1 });
  });
  return found;
}

function shellFunctions(text) {
  const found = [];
  for (const head of text.matchAll(/^(?:function\s+)?([\w-]+)\s*\(\)\s*\{.*$/gm)) {
    const first = lineOf(text, head.index);
    const end = head[0].trimEnd().endsWith('}') ? 0 : text.slice(head.index).search(/^\}/m);
    found.push({ name: head[1], line: first, lines: end <= 0 ? 1 : lineOf(text, head.index + end) - first + 1 });
  }
  return found;
}

const finders = { cpp: cppFunctions, js: jsFunctions, py: pythonFunctions, sh: shellFunctions };
/** [{name, line, lines}] of every function; none for a file without code. */
export const functions = (text, language) => finders[language]?.(text) ?? [];

export function longFunctions({ path, text, language }) {
  return functions(text, language)
    .filter((one) => one.lines > most.function)
    .map(({ name, line, lines }) => ({
      key: `${path} ${name}`,
      says: `${path}:${line}: ${name} has ${lines} lines; at most ${most.function}`,
    }));
}

export function longFile({ path, text, language }) {
  const lines = text.split('\n').length - 1;
  return language && lines > most.file ? [{ key: path, says: `${path} has ${lines} lines; at most ${most.file}` }] : [];
}

/** Lines that are too long; one that holds a raw string may be, and one with an address. */
export function longLines({ path, text, language }) {
  if (!language) return [];
  const quoted = quotedLines(text, language);
  return text.split('\n').flatMap((line, i) => {
    const columns = [...line].length;
    return columns > most.line && !quoted.has(i + 1) && !line.includes('://')
      ? [{ key: path, says: `${path}:${i + 1} has ${columns} columns; at most ${most.line}` }]
      : [];
  });
}
