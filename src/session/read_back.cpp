#include "session/read_back.h"

#include <algorithm>
#include <span>
#include <utility>

#include "audit/plan_complete.h"
#include "audit/quasi.h"
#include "audit/registry.h"
#include "audit/telling.h"
#include "base/whole_number.h"

namespace klarsicht {

namespace {

/// What the plan says of the columns that are still there; what it judges by stays.
Plan plan_for(const Plan& plan, const Table& written) {
    Plan kept;
    for (const Column& column : written.columns) {
        const auto roles = plan.roles.find(column.name);
        kept.roles[column.name] = roles == plan.roles.end() ? std::vector<Role>() : roles->second;
        if (const auto meaning = plan.meaning.find(column.name); meaning != plan.meaning.end()) {
            kept.meaning[column.name] = meaning->second;
        }
    }
    kept.limits = plan.limits;
    kept.as_of = plan.as_of;
    kept.missing_tokens = plan.missing_tokens;
    kept.date_order = plan.date_order;
    return kept;
}

/// [rows of the written file] the row of the first file that each was made of.
std::vector<std::uint32_t> origins(const Table& written, const Table& table, const Remedied& remedied) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (is_written(table, remedied, row)) { rows.push_back(row); }
    }
    std::vector<std::uint32_t> of_row;
    for (std::uint64_t row = 0; row < written.rows(); ++row) {
        const std::uint64_t place = written.file_row(row);
        if (place >= rows.size()) { return {}; }
        of_row.push_back(rows[static_cast<std::size_t>(place)]);
    }
    return of_row;
}

/// Who the written rows are about, as the first file tells; nothing where its rows are people.
std::optional<privacy::RowValues> people_of(const AuditContext& before, const Table& written,
                                            const Remedied& remedied) {
    std::optional<privacy::RowValues> people = privacy::repeated_people(before);
    if (!people) { return std::nullopt; }
    const std::vector<std::uint32_t> rows = origins(written, before.table, remedied);
    if (rows.size() != written.rows()) { return std::nullopt; }
    std::vector<std::uint32_t> of_row;
    of_row.reserve(rows.size());
    for (const std::uint32_t row : rows) { of_row.push_back(people->of_row[row]); }
    people->of_row = std::move(of_row);
    return people;
}

/// The higher risk of the two.
privacy::Risk graver(const privacy::Risk& one, const privacy::Risk& other) { return other.k < one.k ? other : one; }

void put_findings(const AuditContext& context, CheckedFile& checked) {
    for (const Check* check : privacy_checks()) {
        for (const Outcome& outcome : check->run(context)) {
            const bool personal = outcome.id == "privacy.personal_data" && !outcome.subject.empty();
            if (personal) {
                if (const auto column = context.table.find(outcome.subject.front())) {
                    ++checked.figures.personal[static_cast<std::size_t>(class_of(context.meaning(*column)))];
                }
                continue;  // counted by class
            }
            if (outcome.id == "privacy.reidentification") { continue; }  // its figures are those told
            if (outcome.status == Status::fail || outcome.status == Status::warn) {
                checked.findings.push_back(outcome.title);
            }
        }
    }
}

}  // namespace

ReadBack::ReadBack(const Source& source) {
    IngestOptions options{.name = source.name};
    options.delimiter = written_delimiter(source);
    options.header = true;
    options.encoding = written_with_mark(source) ? "utf-8-bom" : "utf-8";
    ingest_ = make_ingest(std::move(options));
}

void ReadBack::feed(std::string_view piece) {
    if (fed_) { fed_ = ingest_->feed(std::as_bytes(std::span(piece.data(), piece.size()))); }
}

Result<CheckedFile> ReadBack::check(const AuditContext& before, const Remedied& remedied, Progress& progress) {
    if (!fed_) { return std::unexpected(fed_.error()); }
    const Table as_read = KLARSICHT_TRY(ingest_->finish());
    const Table table = KLARSICHT_TRY(without_guards(as_read));
    Plan given = plan_for(before.plan, table);
    const ProfileOptions options = KLARSICHT_TRY(profile_options_of(given));
    const Profile profile = KLARSICHT_TRY(profile_table(table, options, progress));
    const Plan plan = complete_plan(std::move(given), table, profile);
    const AuditContext context(table, profile, plan, before.rules, {});
    const privacy::QuasiIdentifiers quasi = privacy::quasi_identifiers(context);
    const privacy::EquivalenceClasses classes = privacy::classes_of(context, quasi);
    const double threshold = context.limit("privacy.reidentification.risk");
    const std::optional<privacy::RowValues> known = privacy::repeated_people(context);
    const std::optional<privacy::RowValues> people = people_of(before, table, remedied);
    CheckedFile checked;
    checked.sha256 = table.source.sha256;
    checked.rows = table.rows();
    checked.columns = table.columns.size();
    checked.of_people = known.has_value() || people.has_value();
    checked.figures.risk = privacy::risk_of(privacy::class_sizes(classes, known), threshold);
    if (people) {
        const privacy::Risk by_people = privacy::risk_of(privacy::class_sizes(classes, people), threshold);
        checked.figures.risk = known ? graver(checked.figures.risk, by_people) : by_people;
    }
    checked.counted = quasi.names;
    checked.naming = privacy::columns_naming(context, true);
    checked.k = whole_number<std::uint64_t>(std::max(1.0, context.limit("privacy.reidentification.k")));
    put_findings(context, checked);
    return checked;
}

ShareSheet sheet_before(const AuditContext& context, const Remedied& remedied) {
    const Table& table = context.table;
    ShareSheet sheet;
    sheet.file = without_full_names(table.source.name);
    sheet.day = context.as_of;
    sheet.rows_before = table.rows();
    sheet.columns_before = table.columns.size();
    const auto people = privacy::repeated_people(context);
    sheet.before.risk = privacy::risk_of(
        privacy::class_sizes(privacy::classes_of(context, privacy::quasi_identifiers(context)), people),
        context.limit("privacy.reidentification.risk"));
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (context.interpretation(column).missing < table.rows()) {
            ++sheet.before.personal[static_cast<std::size_t>(class_of(context.meaning(column)))];
        }
        const bool dropped = std::ranges::find(remedied.dropped, column) != remedied.dropped.end();
        if (!dropped && remedied.instead_of(column) == nullptr) { sheet.untouched.push_back(context.name(column)); }
    }
    sheet.effects = remedied.effects;
    return sheet;
}

}  // namespace klarsicht
