// What the page's own HTML shows of a report: small enough to hand from the worker to the page, and to build without a
// pause. Order, figures and tables are the report's own; nothing is computed here.

const nothing = { columns: [], rows: [], more: 0 };

/**
 * What the chart of a check draws, else its groups; of groups that come in pages both: `[{columns: [{name, label,
 * numeric}], rows: [[text or [text, interval]]], more, title, pages}]`, pages: how many of them are there.
 */
function tablesOf({ status, chart, table = nothing, groups_total: inPages }) {
  if (status === 'not_assessed') return [];
  const drawn = chart?.table?.rows.length ? [{ ...chart.table, title: chart.title }] : [];
  if (drawn.length && !inPages) return drawn;
  return table.rows.length ? [...drawn, inPages ? { ...table, pages: 1 } : table] : drawn;
}

/** A day or a moment as a report writes it; null for other numbers. */
function textOf(kind, value) {
  const ms = kind === 'date' ? value * 86_400_000 : kind === 'datetime' ? value * 1000 : NaN;
  if (!(Math.abs(ms) < 8.64e15)) return null;
  return new Date(ms)
    .toISOString()
    .slice(0, kind === 'date' ? 10 : 16)
    .replace('T', ' ');
}

/** A column's distribution: bins of numbers and days, else the most frequent values. */
function barsOf(kind, { histogram, top = [], distinct }) {
  const { edges = [], counts = [] } = histogram ?? {};
  if (counts.length === 0 || distinct <= 2) return top.map(({ value, count }) => ({ label: value, count }));
  const whole = kind === 'integer' && edges.length > 1 && edges[1] - edges[0] === 1;
  const text = (value) => textOf(kind, value) ?? String(value);
  return counts.map((count, i) => ({
    label: whole && edges[i + 1] - edges[i] === 1 ? text(edges[i]) : `${text(edges[i])} – ${text(edges[i + 1])}`,
    count,
  }));
}

/** The figures of a column that are told. */
function numbersOf(kind, { min, max, mean, std, quantiles = {} }) {
  const told = [
    ['column.min', min],
    ['column.q05', quantiles['0.05']],
    ['column.q25', quantiles['0.25']],
    ['column.q50', quantiles['0.5']],
    ['column.q75', quantiles['0.75']],
    ['column.q95', quantiles['0.95']],
    ['column.max', max],
    ['column.mean', mean],
    ['column.std', kind === 'date' || kind === 'datetime' ? null : std],
  ];
  return told
    .filter(([, value]) => typeof value === 'number')
    .map(([key, value]) => ({ key, value, text: textOf(kind, value) }));
}

const mostGroups = 12;

/** Groups whose shares in the population can be given; how many in the file are of each. */
function groupsOf({ id, subject, groups = [], table = nothing }) {
  if (id !== 'bias.balance' || subject.length !== 1) return { groups: [], moreGroups: 0 };
  const share = table.columns.findIndex(({ name }) => name === 'share');
  const shown = groups.slice(0, mostGroups).map(({ group, label }, i) => {
    const cell = table.rows[i]?.[share] ?? '';
    return { value: group, label: label ?? group, share: Array.isArray(cell) ? cell[0] : cell };
  });
  return { groups: shown, moreGroups: groups.length - shown.length };
}

/** The checks as people read them: a card in the place of the first that it stands for, the others nowhere. */
function toRead({ checks, cards = [] }) {
  const read = [...checks];
  for (const card of cards) card.stands_for.forEach((place, i) => (read[place] = i ? null : card));
  return read.filter(Boolean);
}

/** The files that the audit had, where there are several. */
const inputsOf = ({ inputs = [] }) =>
  inputs.map(({ title, name, size, read_as: readAs, matching }) => ({ title, name, size, readAs, matching }));

/** @param {object} report CONTRACT.md, "The report" */
export function viewOf(report) {
  const harmless = new Set(report.plan?.harmless ?? []);
  const { name, rows, columns, bytes, sheet = null, sheets = [], encoding, encodings = [] } = report.source;
  return {
    source: { name, rows, columns, bytes, sheet, sheets, encoding, encodings },
    plan: report.plan,
    roles: report.roles,
    valuesShown: report.values_shown,
    withheldNote: report.withheld_note,
    inputs: inputsOf(report),
    inputsNote: report.inputs_note,
    understanding: report.understanding,
    settings: report.settings ?? [],
    meanings: report.meanings ?? [],
    measureTree: report.measure_tree ?? null,
    remedies: report.offered_remedies ?? [],
    verdict: (report.verdict ?? []).join(' '),
    areas: report.areas,
    checks: toRead(report).map((check) => ({
      id: check.id,
      area: check.area,
      status: check.status,
      severity: check.severity,
      subject: check.subject,
      name: check.name,
      title: check.title,
      summary: check.summary,
      headline: check.headline,
      headlineNote: check.headline_note,
      why: check.why,
      limits: check.limits_of_this_check,
      remedy: check.remedy,
      needs: check.needs,
      assignable: check.assignable ?? [],
      sources: check.sources,
      notes: check.notes ?? [],
      head: check.head,
      sections: check.sections ?? [],
      explanations: check.explanations ?? [],
      figures: check.figures ?? [],
      order: check.order,
      listedRows: check.rows?.listed ?? 0,
      chart: check.status === 'not_assessed' ? '' : (check.chart?.title ?? ''),
      checks: check.stands_for ?? [check.order],
      ...groupsOf(check),
      tables: tablesOf(check),
    })),
    columns: report.columns.map(
      ({ name: title, kind, meaning, meaning_title: meaningTitle, roles, why, kept_back: keptBack, ...counts }) => ({
        name: title,
        kind,
        meaning: meaningTitle || meaning || '',
        roles,
        why,
        masked: keptBack === true && !harmless.has(title),
        rows: counts.rows,
        missing: counts.missing,
        invalid: counts.invalid,
        distinct: counts.distinct,
        top: counts.top ?? [],
        patterns: counts.patterns ?? [],
        bars: barsOf(kind, counts),
        numbers: numbersOf(kind, counts),
      }),
    ),
  };
}
