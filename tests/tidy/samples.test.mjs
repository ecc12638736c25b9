// Each rule of the tidy test on small samples: it finds what is wrong, and only that.
import assert from 'node:assert/strict';
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
import { functions, longFile, longFunctions, longLines, most } from './sizes.mjs';
import { code, languageOf, strings } from './source.mjs';
import { canBeMade, missingTexts, repeatedKeys, unusedTexts } from './texts.mjs';

const cpp = (path, text) => ({ path, text, language: 'cpp' });
const js = (path, text) => ({ path, text, language: 'js' });
const says = (violations) => violations.map((one) => one.says).join('\n');
const lines = (n) => 'step();\n'.repeat(n);

const architecture = `
| folder | what lives there | may include |
|---|---|---|
| \`src/base\` | x | std |
| \`src/table\` | x | base |
| \`src/audit\` | x | table |
| \`src/app\` | x | audit, not table |
| \`src/edge\` | x | all |
`;

test('comments and strings are told from code', () => {
  assert.equal(code('a /* { */ "}" b // {', 'cpp'), 'a             b     ');
  assert.equal(code('x = \'"\'; y = "{";', 'cpp'), 'x =    ; y =    ;');
  assert.equal(code("1'000'000 {", 'cpp'), "1'000'000 {");
  assert.equal(code('R"({"a": "{"})" {', 'cpp').trim(), '{');
  assert.equal(code('const a = `x${b ? `{` : "}"}y`; {', 'js').replace(/ +/g, ' '), 'const a = ; {');
  assert.equal(code('text.replace(/[{/"]/g, x); {', 'js').replace(/ +/g, ' '), 'text.replace( g, x); {');
  assert.deepEqual(
    strings('f("a", \'"\', R"(no)", "b\\"c"); // "d"', 'cpp').map((one) => one.value),
    ['a', 'b\\"c'],
  );
  assert.deepEqual(
    strings("f('a', `b.${c}.d`)", 'js').map((one) => one.value),
    ['a', 'b.', '.d'],
  );
  assert.equal(languageOf('script/build', '#!/usr/bin/env bash\n'), 'sh');
  assert.equal(languageOf('README.md', '# x'), undefined);
});

test('arrows are followed through other files', () => {
  const allowed = allowedFolders(architecture);
  const good = [
    cpp('src/base/b.h', ''),
    cpp('src/table/t.h', '#include "base/b.h"\n'),
    cpp('src/audit/a.h', '#include "table/t.h"\n'),
    cpp('src/audit/light.h', '#include "base/b.h"\n'),
    cpp('src/app/good.cpp', '#include "audit/light.h"\n'),
  ];
  assert.deepEqual(includeViolations(good, allowed), []);
  assert.match(
    says(includeViolations([...good, cpp('src/app/bad.cpp', '#include "audit/a.h"\n')], allowed)),
    /bad\.cpp must not see src\/table\/t\.h: .*a\.h/,
  );
  assert.match(
    says(includeViolations([...good, cpp('src/table/up.h', '#include "audit/a.h"\n')], allowed)),
    /up\.h must not see src\/audit\/a\.h/,
  );
  const both = [...good, cpp('src/app/a.h', '#include "audit/a.h"\n'), cpp('src/app/b.h', '#include "app/a.h"\n')];
  assert.deepEqual(
    includeViolations(both, allowed).map((one) => one.key.split(' ')[0]),
    ['src/app/a.h'],
    'told once',
  );
  assert.match(
    says(includeViolations([cpp('src/new/x.h', '')], allowed)),
    /folder that ARCHITECTURE\.md does not have/,
  );
  const arrow = new Set(['src/app/bad.cpp src/audit/a.h']);
  assert.deepEqual(includeViolations([...good, cpp('src/app/bad.cpp', '#include "audit/a.h"\n')], allowed, arrow), []);
});

test('areas and headers', () => {
  assert.match(says(areaViolations([cpp('src/audit/bias/x.cpp', '#include "audit/privacy/y.h"\n')])), /privacy/);
  assert.deepEqual(
    areaViolations([cpp('src/audit/bias/x.cpp', '#include "audit/bias/y.h"\n#include "audit/plan.h"\n')]),
    [],
  );
  assert.match(says(includeStyle([cpp('src/base/x.h', '#include <regex>\n')])), /regex/);
  assert.match(says(includeStyle([cpp('src/base/x.h', '#include "./y.h"\n')])), /y\.h/);
  assert.deepEqual(includeStyle([cpp('src/base/x.h', '#include <string>\n#include "base/y.h"\n')]), []);
});

test('layers of the page', () => {
  const layers = layersOf(
    '\n| layer | files | is |\n|---|---|---|\n| low | `dom.js`, `words.js` | x |\n| high | `main.js` | x |\n',
  );
  const page = (dom, words, main) => [js('web/dom.js', dom), js('web/words.js', words), js('web/main.js', main)];
  assert.deepEqual(
    importViolations(page('', "import { h } from './dom.js';", "import { h } from './dom.js';"), layers),
    [],
  );
  assert.match(
    says(importViolations(page("import { x } from './main.js';", '', ''), layers)),
    /dom\.js imports main\.js, of a later layer/,
  );
  assert.match(
    says(importViolations(page("import { x } from './words.js';", "import {\n  y,\n} from './dom.js';", ''), layers)),
    /circle/,
  );
  assert.match(says(importViolations([...page('', '', ''), js('web/new.js', '')], layers)), /stands in no layer/);
  assert.match(says(importViolations(page('', '', '').slice(1), layers)), /dom\.js, which does not exist/);
});

test('functions are found and measured', () => {
  const sizes = (text, language) => functions(text, language).map((one) => `${one.name} ${one.lines}`);
  assert.deepEqual(sizes(`namespace a {\nint f(int x) {\n${lines(3)}}\n}\n`, 'cpp'), ['f 5']);
  assert.deepEqual(
    sizes(
      `class A {\npublic:\n    int f() const { return 1; }\n\nprivate:\n    bool operator==(const A&) const = default;\n    int g() {\n${lines(1)}    }\n};\n`,
      'cpp',
    ),
    ['f 1', 'g 3'],
  );
  assert.deepEqual(sizes(`A::A(int x) : a{x}, b{1, 2} {\n${lines(2)}}\nint g() { return 1; }\n`, 'cpp').at(-1), 'g 1');
  assert.ok(sizes(`A::A(int x) : a{x}, b{1, 2} {\n${lines(2)}}\n`, 'cpp').includes('A::A 4'));
  assert.deepEqual(
    sizes('constexpr int x[] = {\n1,\n2,\n};\nenum class E { a, b };\nstruct S { int a{1}; };\n', 'cpp'),
    [],
  );
  assert.deepEqual(sizes(`template <class T, class U = std::less<>>\nauto f(T t) -> int {\n${lines(1)}}\n`, 'cpp'), [
    'f 4',
  ]);
  assert.deepEqual(sizes(`TEST(A, B) {\n    const auto g = [&](int x) {\n${lines(2)}    };\n}\n`, 'cpp'), ['TEST 6']);
  assert.deepEqual(sizes(`const table = [] {\n${lines(2)}};\n`, 'cpp').length, 1);
  assert.deepEqual(
    sizes(`function f(a = {}) {\n${lines(1)}}\nconst g = (x) => {\n${lines(2)}};\nif (f()) {\n${lines(9)}}\n`, 'js'),
    ['f 3', 'g 4'],
  );
  assert.deepEqual(sizes(`class A {\n  async run(x) {\n${lines(1)}  }\n}\n`, 'js'), ['run 3']);
  assert.deepEqual(sizes('def f(\n    x,\n):\n    a\n\n    b\n\n\ndef g():\n    c\n', 'py'), ['f 6', 'g 2']);
  assert.deepEqual(sizes('f() {\n  a\n}\ng() { b; }\n', 'sh'), ['f 3', 'g 1']);
});

test('what is too long is told', () => {
  const long = cpp('src/a.cpp', `int f() {\n${lines(most.function - 1)}}\n`);
  assert.match(says(longFunctions(long)), /src\/a\.cpp:1: f has 71 lines/);
  assert.deepEqual(longFunctions(cpp('src/a.cpp', `int f() {\n${lines(most.function - 2)}}\n`)), []);
  assert.match(says(longFile(cpp('src/a.cpp', lines(most.file + 1)))), /501 lines/);
  assert.deepEqual(longFile(cpp('src/a.cpp', lines(most.file))), []);
  assert.match(says(longLines(cpp('src/a.cpp', `a;\n${'x'.repeat(121)}\n`))), /a\.cpp:2 has 121 columns/);
  assert.deepEqual(
    longLines(cpp('src/a.cpp', `${'ü'.repeat(120)}\nR"(${'x'.repeat(200)})"\n// https://${'x'.repeat(200)}\n`)),
    [],
  );
});

test('lists of names are found wherever they are repeated', () => {
  const header = 'enum class Status : std::uint8_t {\n    pass,  ///< fine\n    warn,\n    fail,\n    delete_,\n};';
  assert.deepEqual(enumerators(header, 'Status'), ['pass', 'warn', 'fail', 'delete']);
  const enums = [{ name: 'Status', names: enumerators(header, 'Status'), home: ['src/home.cpp'] }];
  const found = (file) => says(repeatedLists([file], enums));
  assert.match(
    found(cpp('src/x.cpp', 'constexpr a[] = {"pass", "warn", "fail"};')),
    /x\.cpp:1 lists the names of Status/,
  );
  assert.match(found(js('web/x.js', "const a = ['app.pass', 'app.warn',\n 'app.delete'];")), /Status/);
  assert.match(found(js('web/x.js', "const a = { fail: 'x', b: 'fail', c: 'warn', d: 'pass' };")), /Status/);
  assert.equal(found(cpp('src/home.cpp', 'constexpr a[] = {"pass", "warn", "fail"};')), '');
  assert.equal(found(cpp('src/x.cpp', 'f("pass"); g("warn"); h("fail");')), '');
  assert.equal(found(cpp('src/x.cpp', '// "pass", "warn", "fail"\nf({"pass", "warn"});')), '');
});

test('texts: a key that stands twice', () => {
  assert.deepEqual(repeatedKeys('{\n  "a": "\\"b\": x",\n  "b": ["c"],\n  "a": "y"\n}\n'), ['a']);
  assert.deepEqual(repeatedKeys('{\n  "a": "x",\n  "a.b": [\n    "a"\n  ]\n}\n'), []);
});

test('texts: what nothing can ask for, and what is asked for in vain', () => {
  const known = (set) => (piece) => set.includes(piece);
  assert.ok(canBeMade('a.b.title.many', known(['a.b', '.title.', 'many'])));
  assert.ok(canBeMade('error.plan_unknown_role_near', known(['error.plan_unknown_', 'role', '_near'])));
  assert.ok(canBeMade('privacy.step12', known(['privacy.step'])));
  assert.ok(!canBeMade('a.b.title.many', known(['a.b', '.title.', 'man', 'y'])));
  assert.ok(!canBeMade('a.b.title.many', known(['a.b', '.title.'])));
  const sources = [
    cpp('src/audit/bias/x.cpp', 'Message(id + ".title." + variant); id = "bias.x"; variant = "many";'),
    cpp('src/audit/quality/y.cpp', 'variant = "other"; "quality.y"'),
  ];
  const unused = (...keys) => unusedTexts(new Set(keys), sources, new Set(['age'])).map((one) => one.key);
  assert.deepEqual(unused('bias.x.title.many'), []);
  assert.deepEqual(unused('bias.x.title.other'), ['bias.x.title.other'], 'the word of another area');
  assert.deepEqual(unused('bias.x.title.none', 'page.gone'), ['bias.x.title.none', 'page.gone']);
  const missing = (file) => says(missingTexts(() => new Set(['app.there']), [file]));
  assert.match(missing(cpp('src/x.cpp', 'ui.word("app.gone")')), /app\.gone/);
  assert.match(missing(cpp('src/x.cpp', 'Message("app.there").term("kind", "kind.gone")')), /kind\.gone/);
  assert.match(missing(js('web/x.js', "t('page.gone', { n })")), /page\.gone/);
  assert.equal(missing(cpp('src/x.cpp', 'ui.word("app.there"); Message("app." + name); // word("app.gone")')), '');
});
