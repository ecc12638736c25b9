// Files into C++: node script/embed.mjs OUT.cpp LIST ROOT...
// LIST names one file a line. Each is embedded under its path below the longest ROOT that holds it; JSON is minified,
// and what only tells who maintains it (`about`) stays behind. Of texts, i18n/LANGUAGE/TOPIC.json, the keys stand once
// for all languages (src/report/text_pack.h).
// OUT.cpp defines src/base/asset.h.
import { readFileSync, writeFileSync } from 'node:fs';

const [out, list, ...roots] = process.argv.slice(2);

function nameOf(file) {
  // The build tree lies below the project: the longest root is meant.
  const [root] = roots.filter((candidate) => file.startsWith(candidate)).sort((a, b) => b.length - a.length);
  if (!root) throw new Error(`${file} lies below none of ${roots.join(', ')}`);
  return file.slice(root.length);
}

/** A JSON file; its text is minified as it stands: numbers keep their digits and members their order. */
function jsonOf(file) {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    return { value: JSON.parse(text), text: text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') };
  } catch (error) {
    console.error(`${file}: not valid JSON: ${error.message}`);
    process.exit(1);
  }
}

function contentOf(file) {
  if (!file.endsWith('.json')) return readFileSync(file);
  const { text } = jsonOf(file);
  return Buffer.from(file.includes('/words/') ? text.replace(/^\{"about":"(?:[^"\\]|\\.)*",?/, '{') : text);
}

/** Each key as the number of parts it has from the one before it, and the rest. */
function sharedParts(keys) {
  let before = [];
  return keys.map((key) => {
    const parts = key.split('.');
    let shared = 0;
    const most = Math.min(9, parts.length - 1, before.length - 1); // a dot stands behind each
    while (shared < most && parts[shared] === before[shared]) shared += 1;
    before = parts;
    return `${shared}${parts.slice(shared).join('.')}`;
  });
}

/** @param {Map<string, string>} files by language */
function packed(topic, files) {
  const texts = [...files].map(([language, file]) => [language, jsonOf(file).value]);
  const keys = [...new Set(texts.flatMap(([, its]) => Object.keys(its)))];
  const entry = (name, text) => ({ name: `i18n/${topic}/${name}`, content: Buffer.from(text) });
  return [
    entry('keys', sharedParts(keys).join('\n')),
    ...texts.map(([language, its]) => entry(language, JSON.stringify(keys.map((key) => its[key] ?? null)))),
  ];
}

const escapes = new Map([
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x3f, '\\?'],
]);
const symbols = Array.from(
  { length: 256 },
  (_, byte) =>
    escapes.get(byte) ??
    (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`),
);

/** One C++ string literal, broken into lines of 120 bytes. */
function literal(bytes) {
  const lines = [];
  for (let start = 0; start < bytes.length; start += 120) {
    let line = '';
    for (const byte of bytes.subarray(start, start + 120)) line += symbols[byte];
    lines.push(`    "${line}"`);
  }
  return lines.length ? lines.join('\n') : '    ""';
}

const files = readFileSync(list, 'utf8').split('\n').filter(Boolean);
const byteOrder = (a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
const topics = new Map(); // by name: the files of its languages
const entries = [];
for (const file of files) {
  const name = nameOf(file);
  const [, language, topic] = /^i18n\/([^/]+)\/(.+)\.json$/.exec(name) ?? [];
  if (!topic) entries.push({ name, content: contentOf(file) });
  else topics.set(topic, (topics.get(topic) ?? new Map()).set(language, file));
}
for (const [topic, its] of topics) entries.push(...packed(topic, its));
entries.sort(byteOrder);

writeFileSync(
  out,
  `// Made by script/embed.mjs. Do not edit.
#include "base/asset.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace klarsicht {

namespace {

constexpr std::array<Asset, ${entries.length}> all{{
${entries.map(({ name, content }) => `{${literal(Buffer.from(name)).trim()}, {\n${literal(content)},\n    ${content.length}}},`).join('\n')}
}};

}  // namespace

std::span<const Asset> assets(std::string_view prefix) {
    const std::span<const Asset> every(all);
    const auto first = std::ranges::lower_bound(every, prefix, {}, &Asset::path);
    const auto last = std::find_if_not(first, every.end(), [&](const Asset& one) { return one.path.starts_with(prefix); });
    return {first, last};
}

std::optional<std::string_view> asset(std::string_view path) {
    const std::span<const Asset> found = assets(path);
    if (found.empty() || found.front().path != path) { return std::nullopt; }
    return found.front().bytes;
}

}  // namespace klarsicht
`,
);
