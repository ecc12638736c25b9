// Files into C++: node script/embed.mjs OUT.cpp LIST ROOT...
// LIST names one file a line. Each is embedded under its path below the longest ROOT that holds it; JSON is minified.
// OUT.cpp defines src/base/asset.h.
import { readFileSync, writeFileSync } from 'node:fs';

const [out, list, ...roots] = process.argv.slice(2);

function nameOf(file) {
  // The build tree lies below the project: the longest root is meant.
  const [root] = roots.filter((candidate) => file.startsWith(candidate)).sort((a, b) => b.length - a.length);
  if (!root) throw new Error(`${file} lies below none of ${roots.join(', ')}`);
  return file.slice(root.length);
}

function contentOf(file) {
  const bytes = readFileSync(file);
  if (!file.endsWith('.json')) return bytes;
  try {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    JSON.parse(text);
    // Only the white space goes: numbers keep their digits and members their order.
    return Buffer.from(text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'));
  } catch (error) {
    console.error(`${file}: not valid JSON: ${error.message}`);
    process.exit(1);
  }
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
const entries = files.map((file) => ({ name: nameOf(file), content: contentOf(file) })).sort(byteOrder);

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
