#include "profile/profile.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/assert.h"
#include "profile/distribution.h"
#include "profile/histogram.h"
#include "profile/meaning_context.h"
#include "table/interpret_table.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

/// The values with most rows; codes are numbered by first appearance, so ties need nothing more.
std::vector<TopValue> top_of(const Column& column, const Interpretation& interpretation) {
    constexpr std::size_t most = 10;
    std::vector<TopValue> top;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        const std::uint64_t rows = column.counts[code];
        if (rows == 0 || (top.size() == most && rows <= top.back().rows) ||
            interpretation.states[code] == CellState::missing) {
            continue;
        }
        const auto place = std::ranges::find_if(top, [rows](const TopValue& value) { return value.rows < rows; });
        top.insert(place, {code, rows});
        if (top.size() > most) { top.pop_back(); }
    }
    return top;
}

bool has_numbers(Kind kind) { return is_numeric(kind) || is_dated(kind); }

void summarise(const Column& column, ColumnProfile& profile) {
    const Distribution distribution(column, profile.interpretation);
    if (distribution.empty()) { return; }
    profile.min = distribution.min();
    profile.max = distribution.max();
    profile.mean = distribution.mean();
    profile.std = distribution.std_deviation();
    const std::vector<double> quantiles = distribution.quantiles({profile_quantiles.begin(), profile_quantiles.end()});
    std::ranges::copy(quantiles, profile.quantiles.begin());
    KLARSICHT_ASSERT(profile.min <= profile.max && std::ranges::is_sorted(profile.quantiles));
    profile.histogram = histogram_of(distribution, profile.interpretation.kind != Kind::number);
}

/// Distinct valid values that still have a row: as `interpret` counts them, spellings of one number or date count once.
std::uint64_t distinct_of(const Column& column, const Interpretation& interpretation) {
    std::set<double> numbers;
    std::set<std::string_view> texts;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (column.counts[code] == 0 || !interpretation.valid(code)) { continue; }
        if (interpretation.values.empty()) {
            texts.insert(trim(column.dictionary[code]));
        } else {
            numbers.insert(interpretation.values[code]);
        }
    }
    return numbers.size() + texts.size();
}

}  // namespace

void summarise_again(const Column& column, ColumnProfile& summary) {
    summary.interpretation.distinct = distinct_of(column, summary.interpretation);
    for (std::optional<double>* figure : {&summary.min, &summary.max, &summary.mean, &summary.std}) { figure->reset(); }
    summary.quantiles = {};
    summary.histogram = {};
    if (has_numbers(summary.interpretation.kind)) { summarise(column, summary); }
    summary.top = top_of(column, summary.interpretation);
}

Result<Profile> profile_table(const Table& table, const ProfileOptions& options, Progress& progress) {
    const InterpretOptions interpret_options{options.missing_tokens, NumberStyle::none, options.dates};
    Profile profile;
    profile.columns.resize(table.columns.size());
    std::vector<Interpretation*> read;
    const auto go_on = [&](std::size_t columns) {
        const double all = 2 * static_cast<double>(table.columns.size());
        return progress.report("progress.profiling", static_cast<double>(columns) / all);
    };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (!go_on(c)) { return fail(ErrorCode::cancelled, Message("error.cancelled")); }
        profile.columns[c].interpretation = interpret(table.columns[c], interpret_options);
        read.push_back(&profile.columns[c].interpretation);
    }
    interpret_together(table, interpret_options, read);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (!go_on(table.columns.size() + c)) { return fail(ErrorCode::cancelled, Message("error.cancelled")); }
        const Column& column = table.columns[c];
        KLARSICHT_ASSERT(column.rows() == table.rows());
        ColumnProfile& summary = profile.columns[c];
        summary.rows = column.rows();
        if (has_numbers(summary.interpretation.kind)) { summarise(column, summary); }
        summary.top = top_of(column, summary.interpretation);
        summary.meaning = detect_meaning(column, summary.interpretation, options.as_of);
        KLARSICHT_ASSERT(summary.meaning.confidence >= 0 && summary.meaning.confidence <= 1);
    }
    settle_meanings(table, options, profile);
    return profile;
}

}  // namespace klarsicht
