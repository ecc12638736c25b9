// node tests/browser/run.mjs [WORD...]: the tests whose names contain one of the words, in headless Chromium and
// Firefox, on dist/ and klarsicht.html.
import { end, runAll } from './harness.mjs';
import './audit.mjs';
import './drawn.mjs';
import './lists.mjs';
import './rows.mjs';
import './drawn_tasks.mjs';
import './narrow.mjs';
import './plan.mjs';
import './record.mjs';
import './search.mjs';
import './settings.mjs';
import './sharing.mjs';
import './leaks.mjs';
import './speed.mjs';
import './bad_files.mjs';
import './workbook.mjs';
import './training.mjs';
import './whatif.mjs';
import './vanished.mjs';
import './embedding.mjs';
import './firefox.mjs';
import './accessibility.mjs';
import './answer.mjs';
import './single_file.mjs';
import './screenshots.mjs';

const good = await runAll(process.argv.slice(2));
await end();
process.exit(good ? 0 : 1);
