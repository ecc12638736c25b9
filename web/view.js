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

/** The checks as people read them: a card in the place of the first that it stands for, the others nowhere. */
function toRead({ checks, cards = [] }) {
  const read = [...checks];
  for (const card of cards) card.stands_for.forEach((place, i) => (read[place] = i ? null : card));
  return read.filter(Boolean);
}

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
    inputs: (report.inputs ?? []).map(({ title, name: file, size, read_as: readAs, matching }) => ({
      title,
      name: file,
      size,
      readAs,
      matching,
    })),
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
      sources: check.sources,
      notes: check.notes ?? [],
      head: check.head,
      sections: check.sections ?? [],
      explanations: check.explanations ?? [],
      figures: check.figures ?? [],
      order: check.order,
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
      }),
    ),
  };
}
