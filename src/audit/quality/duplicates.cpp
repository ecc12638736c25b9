#include <algorithm>
#include <array>
#include <cmath>

#include "audit/quality/chance.h"
#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "audit/quality/same_mailbox.h"
#include "base/sort_few.h"
#include "base/whole_number.h"
#include "stats/equivalence_classes.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view row_share = "quality.duplicates.row_share";
constexpr std::array limits = {row_share};
constexpr std::uint32_t no_row = 0xFFFFFFFFu;
/// Columns hang together in ways that a product of their shares does not see: tenfold what it says still happens by
/// chance.
constexpr double many_times_chance = 100;
/// Fewer columns are too coarse to tell an accident from people alike.
constexpr std::size_t fewest_columns = 6;
/// Names go with birth years: twice what chance gives is nothing yet.
constexpr double times_chance_of_names = 2;
constexpr double spread_of_chance = 4;  ///< standard deviations of a count

/// Which earlier row each row repeats in some columns. [rows] the first row equal to it, or `no_row` where there is
/// none before it. Rows are divided column by column, without a hash that a file could make collide.
std::vector<std::uint32_t> first_equal_rows(const Table& table, const std::vector<std::size_t>& columns,
                                            const stats::RowValues* instead = nullptr) {
    stats::EquivalenceClasses classes(table.rows());
    for (const std::size_t c : columns) {
        if (classes.all_alone()) { break; }
        if (instead != nullptr) {
            classes.refine(*instead);
            break;
        }
        classes.refine(table.columns[c].codes, table.columns[c].dictionary.size());
    }
    std::vector<std::uint32_t> first_equal(static_cast<std::size_t>(table.rows()), no_row);
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        for (const std::uint32_t row : rows.subspan(1)) { first_equal[row] = rows.front(); }
    });
    return first_equal;
}

struct Repeats {
    RowSet rows;               ///< rows equal to an earlier one
    std::uint64_t groups = 0;  ///< different rows that are repeated
};

Repeats repeats_of(const std::vector<std::uint32_t>& first_equal) {
    Repeats repeats;
    std::vector<bool> counted(first_equal.size());
    for (std::size_t row = 0; row < first_equal.size(); ++row) {
        if (first_equal[row] == no_row) { continue; }
        repeats.rows.add(row);
        if (!counted[first_equal[row]]) {
            repeats.rows.beside.add(first_equal[row]);
            counted[first_equal[row]] = true;
            ++repeats.groups;
        }
    }
    return repeats;
}

/// Whether rows are equal in what is withheld (audit/withhold.h) tells of it: they count as different.
void leave_out_withheld(const AuditContext& context, std::vector<std::uint32_t>& first_equal) {
    if (context.withheld == nullptr) { return; }
    const std::vector<std::uint8_t>& withheld = *context.withheld;
    for (std::size_t row = 0; row < first_equal.size(); ++row) {
        std::uint32_t& first = first_equal[row];
        if (first != no_row && (withheld[row] != 0 || withheld[first] != 0)) { first = no_row; }
    }
}

/// Rows in which nothing stands repeat nobody.
void leave_out_empty(const AuditContext& context, std::vector<std::uint32_t>& first_equal) {
    const Table& table = context.table;
    for (std::size_t row = 0; row < first_equal.size(); ++row) {
        if (first_equal[row] == no_row) { continue; }
        bool filled = false;
        for (std::size_t c = 0; c < table.columns.size() && !filled; ++c) {
            filled = context.interpretation(c).states[table.columns[c].codes[row]] != CellState::missing;
        }
        if (!filled) { first_equal[row] = no_row; }
    }
}

/// When rows count as nearly alike in as many cases as they are alike.
struct NearlyAlike {
    std::uint64_t fewest_values;  ///< of a column that is left out
    double most_frequent;         ///< share of the rows that its most frequent value may have
    double times;                 ///< so many times as many rows are alike without it
    std::size_t most_tried;       ///< columns
};
constexpr NearlyAlike as_visits = {3, 0.5, 2, 4};
/// Whole cases with a number are alike only now and then: what one answer divides shows it.
constexpr NearlyAlike as_cases = {2, 0.75, 1.5, 8};

/// Whether more rows agree in all columns but one: then the whole rows agree as visits of one page do, by what they are
/// and not by a mistake. A row that was copied has hardly any that are nearly like it.
bool nearly_alike_as_well(const AuditContext& context, const std::vector<std::size_t>& columns, std::uint64_t repeats,
                          const NearlyAlike& nearly) {
    constexpr std::uint64_t most_values = 50;
    std::size_t tried = 0;
    for (const std::size_t c : columns) {
        const ColumnProfile& profile = context.profile.columns[c];
        const std::uint64_t distinct = profile.interpretation.distinct;
        const bool divides = distinct >= nearly.fewest_values && distinct <= most_values && !profile.top.empty() &&
                             share_of(profile.top[0].rows, context.table.rows()) < nearly.most_frequent;
        if (!divides || ++tried > nearly.most_tried) { continue; }
        std::vector<std::size_t> others = columns;
        std::erase(others, c);
        std::vector<std::uint32_t> equal = first_equal_rows(context.table, others);
        leave_out_withheld(context, equal);
        const auto rows = static_cast<double>(repeats_of(equal).rows.count);
        if (rows >= nearly.times * static_cast<double>(repeats)) { return true; }
    }
    return false;
}

/// A column that by its values tells rows apart: at least that share of the filled rows has its own.
bool tells_apart(const AuditContext& context, std::size_t c, double least = 0.9) {
    const std::uint64_t filled = filled_rows(context, c);
    return filled >= 20 && share_of(context.interpretation(c).distinct, filled) >= least;
}

bool is_person_key(const AuditContext& context, std::size_t c) {
    constexpr std::array<std::string_view, 8> keys = {"email",    "customer_id",  "iban",        "phone",
                                                      "username", "hashed_email", "credit_card", "advertising_id"};
    return std::ranges::find(keys, context.meaning(c)) != keys.end() && tells_apart(context, c);
}

std::optional<std::size_t> column_meaning(const AuditContext& context, std::string_view meaning) {
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (!ignored(context, c) && context.meaning(c) == meaning) { return c; }
    }
    return std::nullopt;
}

/// A number that was given to the row, not one of somebody's: two rows of one case have two of them.
bool numbers_the_rows(const AuditContext& context, std::size_t c) {
    const Interpretation& data = context.interpretation(c);
    if (context.table.columns[c].dictionary.size() != context.table.rows() || is_dated(data.kind)) { return false; }
    if (is_row_counter(context, c)) { return true; }
    const std::string_view meaning = context.meaning(c);
    const bool named = context.plan.has_role(context.name(c), Role::identifier) ||
                       context.plan.has_role(context.name(c), Role::person);
    return named && (!is_personal(meaning) || meaning == "customer_id");
}

class Duplicates final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.duplicates",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        std::vector<std::uint32_t> first_equal;
        outcomes.push_back(exact(context, first_equal));
        if (auto outcome = but_for_number(context)) { outcomes.push_back(std::move(*outcome)); }
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (ignored(context, c) || !is_person_key(context, c)) { continue; }
            if (auto outcome = people(context, {c}, first_equal)) { outcomes.push_back(std::move(*outcome)); }
        }
        if (const auto named = name_and_birth(context); named.size() > 1) {
            if (auto outcome = people(context, named, first_equal)) { outcomes.push_back(std::move(*outcome)); }
        }
        sort_by_severity(outcomes);
        // More keys of the same people say nothing new.
        std::size_t people_outcomes = 0;
        std::erase_if(outcomes,
                      [&](const Outcome& outcome) { return outcome.metrics.has("people") && ++people_outcomes > 3; });
        return outcomes;
    }

private:
    Outcome exact(const AuditContext& context, std::vector<std::uint32_t>& first_equal) const {
        const Table& table = context.table;
        std::vector<std::size_t> columns;
        bool key = false;
        bool fine = false;
        bool all_different = false;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            columns.push_back(c);
            const bool apart = tells_apart(context, c, 0.8);  // repeated rows take from its share
            // Two may come in the same minute, or cost as much: only what names somebody is a key.
            const Kind kind = context.interpretation(c).kind;
            const bool measures = is_dated(kind) || kind == Kind::number;
            key |= apart && !measures;
            fine |= apart;
            all_different |= table.columns[c].dictionary.size() == table.rows();
        }
        Repeats repeats;
        if (!all_different) {
            // The column with most spellings first: it tells most rows apart, so that few are left for the others.
            sort_few(columns, [&](std::size_t a, std::size_t b) {
                return table.columns[a].dictionary.size() > table.columns[b].dictionary.size();
            });
            first_equal = first_equal_rows(table, columns);
            leave_out_withheld(context, first_equal);
            leave_out_empty(context, first_equal);
            repeats = repeats_of(first_equal);
        }
        const double limit = context.limit(row_share);
        const double share = share_of(repeats.rows.count, table.rows());
        const bool none = repeats.rows.count == 0;
        // Without anything that tells people apart, equal rows may well be different people, unless chance hardly
        // brings so many.
        Chance chance;
        if (!none && !key) { chance = repeats_by_chance(table, columns, first_equal); }
        const bool accident = (fine || chance.columns >= fewest_columns) &&
                              static_cast<double>(repeats.rows.count) > many_times_chance * chance.pairs;
        const bool perhaps = accident && nearly_alike_as_well(context, columns, repeats.rows.count, as_visits);
        const bool grave = key && share > limit;
        const bool alike = !key && !accident;
        const Status status = none ? Status::pass : alike ? Status::info : grave ? Status::fail : Status::warn;
        const Severity severity = none || alike ? Severity::none
                                  : grave       ? Severity::high
                                  : perhaps     ? Severity::low
                                                : Severity::medium;
        OutcomeBuilder finding(info(), status, severity);
        put_values(finding.values, repeats, table.rows(), share);
        finding.values.count("chance", whole_number<std::uint64_t>(std::ceil(chance.pairs)));
        finding.say(none      ? "none"
                    : key     ? "exact"
                    : alike   ? "alike"
                    : perhaps ? "perhaps"
                              : "unlikely")
            .headline()
            .headline_note();
        if (perhaps) { finding.remedy("perhaps"); }
        Outcome outcome = finding.make();
        outcome.metrics.count("exact_rows", repeats.rows.count);
        outcome.metrics.count("exact_groups", repeats.groups);
        outcome.metrics.share("share", share);
        outcome.rows = std::move(repeats.rows);
        return outcome;
    }

    /// Rows that are alike in all but the number they were given: entered twice, perhaps. Where there are few columns,
    /// chance brings about as many, or cases are often nearly alike, nothing is said.
    std::optional<Outcome> but_for_number(const AuditContext& context) const {
        std::vector<std::string> names;
        std::vector<std::size_t> others;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (numbers_the_rows(context, c)) {
                names.push_back(context.name(c));
            } else {
                others.push_back(c);
            }
        }
        if (names.empty() || others.size() < fewest_columns) { return std::nullopt; }
        const Table& table = context.table;
        sort_few(others, [&](std::size_t a, std::size_t b) {
            return table.columns[a].dictionary.size() > table.columns[b].dictionary.size();
        });
        std::vector<std::uint32_t> first_equal = first_equal_rows(table, others);
        leave_out_withheld(context, first_equal);
        Repeats repeats = repeats_of(first_equal);
        // Who enters something again does so once or twice, not twenty times.
        constexpr std::uint64_t most_again = 3;
        if (repeats.rows.count == 0 || repeats.rows.count > most_again * repeats.groups) { return std::nullopt; }
        const Chance chance = repeats_by_chance(table, others, first_equal);
        if (chance.columns < fewest_columns ||
            static_cast<double>(repeats.rows.count) <= many_times_chance * chance.pairs) {
            return std::nullopt;
        }
        if (nearly_alike_as_well(context, others, repeats.rows.count, as_cases)) { return std::nullopt; }
        const double share = share_of(repeats.rows.count, table.rows());
        OutcomeBuilder finding(info(), Status::warn, Severity::low, names);
        put_values(finding.values.text("names", listed(names)), repeats, table.rows(), share);
        finding.say("numbered").headline().headline_note().remedy("perhaps");
        Outcome outcome = finding.make();
        outcome.metrics.count("numbered_rows", repeats.rows.count);
        outcome.metrics.share("share", share);
        outcome.rows = std::move(repeats.rows);
        return outcome;
    }

    static void put_values(Message& values, const Repeats& repeats, std::uint64_t of, double share) {
        values.count("rows", repeats.rows.count).count("of", of).number("share", share).count("groups", repeats.groups);
    }

    /// First and last name (or the whole name) with the birth date: enough to take two rows for one person.
    static std::vector<std::size_t> name_and_birth(const AuditContext& context) {
        const auto birth = column_meaning(context, "birth_date");
        if (!birth) { return {}; }
        const auto first = column_meaning(context, "first_name");
        const auto last = column_meaning(context, "last_name");
        if (first && last) { return {*first, *last, *birth}; }
        const auto whole = column_meaning(context, "person_name");
        return whole ? std::vector<std::size_t>{*whole, *birth} : std::vector<std::size_t>{};
    }

    /// Pairs of people who share all of it by chance, had their names nothing to do with when they were born.
    static double namesakes_by_chance(const AuditContext& context, const std::vector<std::size_t>& columns,
                                      std::uint64_t filled) {
        const auto n = static_cast<double>(filled);
        double pairs = n * (n - 1) / 2;
        for (const std::size_t c : columns) {
            const Column& column = context.table.columns[c];
            double equal = 0;
            double whole = 0;
            for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
                if (!context.interpretation(c).valid(code)) { continue; }
                const auto rows = static_cast<double>(column.counts[code]);
                equal += rows * (rows - 1);
                whole += rows;
            }
            pairs *= whole > 1 ? equal / (whole * (whole - 1)) : 0;
        }
        return pairs;
    }

    /// Rows written in another way than the one they repeat.
    static std::uint64_t other_spellings(const Column& column, const std::vector<std::uint32_t>& first_equal) {
        std::uint64_t rows = 0;
        for (std::size_t row = 0; row < first_equal.size(); ++row) {
            rows += first_equal[row] != no_row && column.codes[row] != column.codes[first_equal[row]] ? 1 : 0;
        }
        return rows;
    }

    /// Rows of one person under different other values: beyond the rows that are equal altogether.
    std::optional<Outcome> people(const AuditContext& context, const std::vector<std::size_t>& columns,
                                  const std::vector<std::uint32_t>& exact) const {
        const Table& table = context.table;
        std::optional<stats::RowValues> mailboxes;
        if (columns.size() == 1 && context.meaning(columns[0]) == "email") {
            mailboxes = same_mailboxes(context, columns[0]);
        }
        std::uint64_t filled = 0;
        std::vector<std::uint32_t> first_equal = first_equal_rows(table, columns, mailboxes ? &*mailboxes : nullptr);
        for (std::size_t row = 0; row < first_equal.size(); ++row) {
            const bool whole = std::ranges::all_of(columns, [&](std::size_t c) {
                return context.interpretation(c).states[table.columns[c].codes[row]] == CellState::valid;
            });
            filled += whole ? 1 : 0;
            // What a spreadsheet has shortened is no longer the number of one person.
            const bool shortened = std::ranges::any_of(columns, [&](std::size_t c) {
                const auto& codes = context.interpretation(c).shortened;
                return !codes.empty() && std::ranges::find(codes, table.columns[c].codes[row]) != codes.end();
            });
            if (!whole || shortened || (!exact.empty() && exact[row] != no_row)) { first_equal[row] = no_row; }
        }
        Repeats repeats = repeats_of(first_equal);
        // Several columns must tell rows apart as well as one does.
        if (repeats.rows.count == 0 || (columns.size() > 1 && repeats.rows.count * 10 > filled)) {
            return std::nullopt;
        }
        const double share = share_of(repeats.rows.count, filled);
        std::vector<std::string> names;
        names.reserve(columns.size());
        for (const std::size_t c : columns) { names.push_back(context.name(c)); }
        const double expected = columns.size() > 1 ? namesakes_by_chance(context, columns, filled) : 0;
        const bool chance =
            columns.size() > 1 && static_cast<double>(repeats.rows.count) <=
                                      times_chance_of_names * expected + spread_of_chance * std::sqrt(expected);
        const Severity severity = chance                             ? Severity::none
                                  : share > context.limit(row_share) ? Severity::medium
                                                                     : Severity::low;
        OutcomeBuilder finding(info(), chance ? Status::info : Status::warn, severity, names);
        put_values(finding.values.text("names", listed(names)), repeats, filled, share);
        const std::uint64_t respelt = mailboxes ? other_spellings(table.columns[columns[0]], first_equal) : 0;
        finding.values.count("chance", whole_number<std::uint64_t>(std::ceil(expected))).count("respelt", respelt);
        const std::string_view variant = chance ? "chance" : respelt > 0 ? "respelt" : "people";
        finding.title(chance ? "chance" : "people").summary(variant).headline().headline_note("people");
        Outcome outcome = finding.remedy(chance ? "chance" : context.plan.treatment ? "arms" : "people").make();
        outcome.metrics.count("rows", repeats.rows.count);
        outcome.metrics.count("people", repeats.groups);
        outcome.metrics.share("share", share);
        outcome.rows = std::move(repeats.rows);
        return outcome;
    }
};

}  // namespace

const Check& duplicates() {
    static const Duplicates check;
    return check;
}

}  // namespace klarsicht::quality
