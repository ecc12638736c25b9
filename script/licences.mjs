// The licence notices of what ends up inside the page: gathered from where each library lies, so that they are the ones
// of the version built.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE
OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

function text(path, what) {
  if (!existsSync(path)) throw new Error(`the licence of ${what} is not in ${path}`);
  return readFileSync(path, 'utf8').trim();
}

/**
 * @param {string} root the project's folder
 * @param {{KLARSICHT_IMGUI: string, KLARSICHT_ZLIB: string, KLARSICHT_EXPAT: string, KLARSICHT_HEADERS: string}}
 * toolchain as script/bootstrap records it
 */
export function licences(
  root,
  { KLARSICHT_IMGUI: imgui, KLARSICHT_ZLIB: zlib, KLARSICHT_EXPAT: expat, KLARSICHT_HEADERS: headers },
) {
  if (!imgui || !zlib || !expat || !headers)
    throw new Error('the toolchain is unknown: start script/build web, which names it');
  const json = text(join(headers, 'nlohmann/json.hpp'), 'nlohmann/json')
    .match(/SPDX-FileCopyrightText: ([^<\n]+)/)?.[1]
    .trim();
  if (!json) throw new Error('nlohmann/json.hpp does not name its copyright as it used to');
  const parts = [
    ['Klarsicht', 'Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0'],
    [
      'Inter (the typeface, reduced to the characters in use)',
      text(join(root, 'node_modules/@expo-google-fonts/inter/LICENSE_FONT'), 'Inter'),
    ],
    ['Lucide (the icons, reduced to those in use)', text(join(root, 'node_modules/lucide-static/LICENSE'), 'Lucide')],
    ['Dear ImGui, with parts of stb', text(join(imgui, 'LICENSE.txt'), 'Dear ImGui')],
    ['zlib (the inflating part)', text(join(zlib, 'LICENSE'), 'zlib')],
    ['Expat', text(join(expat, 'COPYING'), 'Expat')],
    ['JSON for Modern C++', `Copyright (c) ${json}\n\n${mit}`],
    ['fast_float', `Copyright (c) 2021 The fast_float authors\n\n${mit}`],
    ['Emscripten (its runtime)', `Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.\n\n${mit}`],
    ['musl (the C library)', `Copyright © 2005-2020 Rich Felker, et al.\n\n${mit}`],
    ['LLVM libc++ and compiler-rt', 'Apache License 2.0 with LLVM Exceptions: https://llvm.org/LICENSE.txt'],
    ['Boost.Math', 'Boost Software License 1.0: https://www.boost.org/LICENSE_1_0.txt'],
  ];
  return `${parts.map(([name, notice]) => `${name}\n${'='.repeat(name.length)}\n\n${notice.replace(/\r\n/g, '\n')}\n`).join('\n\n')}`;
}
